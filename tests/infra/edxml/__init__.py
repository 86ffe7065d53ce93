"""The document bridge on the wire and in folders."""
