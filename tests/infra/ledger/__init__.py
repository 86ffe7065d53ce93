"""Tests of infra.ledger.ledger."""
