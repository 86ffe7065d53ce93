"""Sealed audit packs over HTTP."""
