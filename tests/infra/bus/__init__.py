"""Tests of infra.bus.workers."""
