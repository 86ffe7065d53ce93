"""Attacks on whole logs by the thousand, what finds them, and how often a sound log is blamed."""
