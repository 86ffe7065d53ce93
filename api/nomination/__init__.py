"""A nomination over HTTP: its content, its evidence, its steps and its verdict."""
