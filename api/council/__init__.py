"""Councils over HTTP: sessions, ballots, minutes and rankings."""
