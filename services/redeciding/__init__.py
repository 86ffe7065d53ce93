"""Each act of a log decided again: what the rules say of it on the histories of just before it."""
