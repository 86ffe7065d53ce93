"""The tree over the log: kept, signed, exported, and held against what is stored."""
