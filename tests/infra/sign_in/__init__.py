"""Tests of infra.sign_in."""
