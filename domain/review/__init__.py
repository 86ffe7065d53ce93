"""Reviews: an auditor looks into a decision, asks, finds, and says what is to follow."""
