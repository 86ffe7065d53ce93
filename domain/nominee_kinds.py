"""What a nominee may be, in the one word each that facts, rulebooks and messages use."""

PERSON, COLLECTIVE, HOUSEHOLD, ENTERPRISE = "person", "collective", "household", "enterprise"
KINDS = (PERSON, COLLECTIVE, HOUSEHOLD, ENTERPRISE)
