"""Delegations over HTTP."""
