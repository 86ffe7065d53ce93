"""A witness of a log, on a machine of its own: its key, book and sizes."""
