"""Proof of what the log held: a Merkle tree over all facts, and notes that name its root."""
