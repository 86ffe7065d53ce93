"""Tests of infra.evidence."""
