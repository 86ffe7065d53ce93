"""Proofs about the log over HTTP."""
