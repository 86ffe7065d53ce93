"""Past approvals brought in from another system: what its log says, never decided by our rules."""
