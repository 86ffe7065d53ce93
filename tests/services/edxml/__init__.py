"""The document bridge: what is done with packages."""
