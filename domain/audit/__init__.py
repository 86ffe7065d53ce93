"""What an auditor looks at: the path of each case, what is odd about it, and what may be told."""
