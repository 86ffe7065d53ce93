"""Hearing others about a case: agencies, the public, complainants, and those who confirm duties."""
