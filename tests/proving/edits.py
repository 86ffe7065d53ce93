"""Edits of the structure of a log, and where the first position is that is another afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from uuid import UUID

from domain.proof.leaf import StoredFact

Rows = Sequence[StoredFact]
Edit = Callable[[Rows, int, int], Rows]
"""An edit at two places, counted from 0, the first before the second."""


def renumbered(rows: Rows) -> Rows:
    """Close every gap of positions and versions, as somebody does who knows the form."""
    versions: dict[UUID, int] = {}
    moved = []
    for at, row in enumerate(rows, 1):
        versions[row.stream] = versions.get(row.stream, 0) + 1
        moved.append(replace(row, position=at, version=versions[row.stream]))
    return moved


def swapped(rows: Rows, one: int, other: int) -> Rows:
    """Let two rows stand in each other's place."""
    moved = list(rows)
    moved[one] = replace(rows[other], position=rows[one].position)
    moved[other] = replace(rows[one], position=rows[other].position)
    return moved


def altered(rows: Rows, at: int, row: StoredFact) -> Rows:
    """Put another row in the place of one."""
    return [*rows[:at], row, *rows[at + 1 :]]


EDITS: Mapping[str, Edit] = {
    "deleted": lambda rows, one, other: [*rows[:one], *rows[other:]],
    "closed up": lambda rows, one, other: renumbered([*rows[:one], *rows[other:]]),
    "reversed": lambda rows, one, other: renumbered(
        [*rows[:one], *rows[one : other + 1][::-1], *rows[other + 1 :]]
    ),
    "put in twice": lambda rows, one, other: renumbered([*rows[:one], rows[other], *rows[one:]]),
    "swapped": swapped,
    "swapped, in turn": lambda rows, one, other: renumbered(swapped(rows, one, other)),
    "cut off": lambda rows, one, _: rows[:one],
    "stream": lambda rows, one, _: altered(rows, one, replace(rows[one], stream=UUID(int=99))),
    "version": lambda rows, one, _: altered(rows, one, replace(rows[one], version=10**6)),
    "name": lambda rows, one, _: altered(rows, one, replace(rows[one], name="other.v1")),
    "content": lambda rows, one, _: altered(rows, one, replace(rows[one], content=b"{}")),
}
GAPS = {"deleted"}
"""What leaves a gap, over which nobody can make a tree."""


def edited(rows: Rows, how: str, dice: Random) -> Rows:
    """Return *rows* edited at random places."""
    one, other = sorted(dice.sample(range(len(rows)), 2))
    return EDITS[how](rows, one, other)


def first_other(sound: Rows, rows: Rows) -> int:
    """Return the first position where *rows* have something else, or nothing: found row by row."""
    there: dict[int, StoredFact] = {}
    for row in rows:
        there.setdefault(row.position, row)
    return next(row.position for row in sound if there.get(row.position) != row)
