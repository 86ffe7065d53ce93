"""A review read with its words: that leaves a trail at each person of the decision's cases."""

from collections.abc import Iterator
from datetime import date
from typing import cast
from uuid import UUID

from api.person.told import found, reading_of_all
from api.review.told import whole
from api.system import System
from domain.hand import Hand
from projections.columns import Row
from projections.person_files import nominees_of

WORDS = "review"
"""How a reading of the words of a review stands in the trail of whom they may be about."""


def read_whole(row: Row, on: date, by: Hand, system: System) -> Row:
    """Return a review with all that was said in it *on* a day; that it is read is kept before."""
    told = whole(row, on, by.roles, system.people)
    if any(one["words"] is not None for one in _said(told)):
        rows = found(system, nominees_of(cast("UUID", row["decision"])))
        reading_of_all(system, [cast("UUID", one["nominee"]) for one in rows], by, WORDS)
    return told


def _said(told: Row) -> Iterator[Row]:
    """Yield all of a review that words may stand with."""
    for part in ("points", "answers", "follow_up"):
        yield from cast("list[Row]", told[part])
    if told["conclusion"]:
        yield cast("Row", told["conclusion"])
