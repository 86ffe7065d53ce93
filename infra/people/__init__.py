"""The erasable store: names and particulars under keys of their own, and their erasure."""
