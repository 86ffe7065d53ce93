"""Tests of infra.views."""
