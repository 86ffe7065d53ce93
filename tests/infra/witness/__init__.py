"""Tests of infra.witness."""
