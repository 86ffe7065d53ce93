"""Tests of infra.people.names."""
