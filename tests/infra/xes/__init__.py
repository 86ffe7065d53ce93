"""Tests of infra.xes.reading."""
