"""Vinh Danh: projections."""
