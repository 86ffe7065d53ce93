"""Lists as of a point: a page of what is there now, each told as it was then, or left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar, cast
from uuid import UUID

from domain.refusal import Refused
from projections.case_file import LISTED
from projections.columns import Row

V = TypeVar("V")
Moving = Mapping[str, object]
"""Filters of a list that look at what changes: they are asked of what was then."""
IN_A_LIST = frozenset({*(one.name for one in LISTED), "honour_state"})


def parted(query: dict[str, V], moving: Sequence[str]) -> tuple[dict[str, V], dict[str, V]]:
    """Return the filters that may be asked of today's rows, and those that may not."""
    later = {name: query[name] for name in moving if name in query}
    return {name: query[name] for name in query if name not in later}, later


def as_they_were(
    found: Sequence[Row], key: str, read: Callable[[UUID], Row], wanted: Moving
) -> list[Row]:
    """Return those of some rows that were there and fit, as *read* tells them; pages are short."""
    return [row for row in _read(found, key, read) if wanted.items() <= row.items()]


def _read(found: Sequence[Row], key: str, read: Callable[[UUID], Row]) -> Iterator[Row]:
    for one in found:
        with suppress(Refused):  # it was not there yet
            yield read(cast("UUID", one[key]))


def in_a_list(case: Row) -> Row:
    """Return a case as a list tells it."""
    return {name: value for name, value in case.items() if name in IN_A_LIST}
