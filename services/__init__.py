"""Use cases: the domain in motion, without a framework."""
