"""Rulebooks: what regimes, awards and movements say, as data beside the types that name it."""
