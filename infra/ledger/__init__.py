"""The ledger of facts: its stores, its codec, its stored names."""
