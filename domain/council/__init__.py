"""Councils that vote on nominations: who sits in them, when they meet, and how they vote."""
