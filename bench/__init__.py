"""Measurements: one file per question, each beside a peer in the same run."""
