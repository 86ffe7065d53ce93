"""Paths of cases as tools of process mining read them: no names, the same bytes every time."""
