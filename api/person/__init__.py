"""Persons over HTTP: nominees, what is kept of them, and what they ask for."""
