"""What an auditor looks at over HTTP: findings and published statistics."""
