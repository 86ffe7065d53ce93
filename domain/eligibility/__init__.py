"""Eligibility: what a nomination must meet when it is filed and at each step, rule by rule."""
