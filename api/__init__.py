"""Vinh Danh: api."""
