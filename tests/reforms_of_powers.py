"""A reform of the tests that moves a power and no unit, of the house or of a file beside it."""

from pathlib import Path

MOVES = """
key = "{key}"
in_force_from = {key}
legal_basis = "Decree 9/NĐ-CP"
source = "made up"
confirmed = false

[[moved]]
level = "{level}"
acts = ["decide"]
to = "{to}"
awards = ["bk-tinh"]
source = "art. 2"
confirmed = false
"""


def a_move(
    folder: Path, key: str = "2026-11-02", level: str = "province", to: str = "ward"
) -> Path:
    """Write a reform by which a decision is taken at another level; return its path."""
    path = folder / f"{key}.toml"
    path.write_text(MOVES.format(key=key, level=level, to=to))
    return path
