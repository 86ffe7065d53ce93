"""Vinh Danh: web."""
