"""Tests of infra.rulebooks."""
