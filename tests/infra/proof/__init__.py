"""Tests of infra.proof."""
