"""Logs of other systems in IEEE XES, read as a stream."""
