"""The register of honours: who holds what, since when, by which decision, at which bonus."""
