"""Delegation: who lends the power to act to whom, for what, how long, and by which document."""
