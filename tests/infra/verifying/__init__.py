"""Tests of infra.verifying."""
