"""Tests of api.commands."""
