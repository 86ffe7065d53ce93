"""Vinh Danh: infra."""
