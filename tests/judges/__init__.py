"""Judges outside the project: programs of others that open what we export."""
