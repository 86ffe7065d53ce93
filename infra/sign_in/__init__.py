"""Who speaks: tokens and their keys, issuers, and signing in at the console."""
