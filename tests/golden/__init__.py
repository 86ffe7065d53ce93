"""Yesterday's bytes: one file for every name a fact was ever stored under."""
