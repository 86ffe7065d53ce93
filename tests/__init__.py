"""Vinh Danh: tests."""
