"""Digits in a text as somebody may have written one number: in groups, parted by like signs."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

SHORTEST, LONGEST = 9, 14
"""How many digits a number has."""
GROUP = re.compile(r"[0-9]+")
PARTS = r"(?:[^\w\n\r\t+=%,;]|_|[,;](?!\s)){0,3}"
"""What may stand between two digits: no letter, line, column, sum, and no comma of a list."""
RUN = re.compile(f"[0-9](?:{PARTS}[0-9]){{{SHORTEST - 1},}}")
BLANK = " "
MIXED = frozenset({BLANK, ".", "-"})
OF_A_SUM = 3
"""How many digits each group of a sum of money has at most."""


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits that may be one number, in groups parted by signs; it starts and ends at places."""

    groups: tuple[str, ...]
    signs: tuple[str | None, ...]
    start: int
    end: int
    all: str


@dataclass(frozen=True, slots=True)
class _Laid:
    """Where groups of digits lie in a text, and what stands before each and after the last."""

    text: str
    places: Sequence[tuple[int, int]]
    signs: Sequence[str | None]


def in_groups(text: str, shape: re.Pattern[str]) -> Iterator[Digits]:
    """
    Yield what may be a number of a *shape* of up to 14 digits; the work is linear in the text.

    One that goes on with the sign that parts its digits is none (`1.012.000.000.000`); after a
    blank only sums go on so (`1 012 000 000 000`), and not `to 3 0912 345 678`.
    """
    for run in RUN.finditer(text):
        laid = _laid(text, run)
        for first in range(len(laid.places)):
            yield from _from(first, laid, shape)


def _laid(text: str, run: re.Match[str]) -> _Laid:
    """Return the groups of a run of digits; brackets and blanks around a sign are none of it."""
    places = [one.span() for one in GROUP.finditer(text, *run.span())]
    between = (text[one[1] : two[0]].strip(" ()") or BLANK for one, two in pairwise(places))
    return _Laid(text, places, (None, *between, None))


def _from(first: int, laid: _Laid, shape: re.Pattern[str]) -> Iterator[Digits]:
    """Yield the numbers that begin with one group."""
    digits, inner, before = "", frozenset[str](), laid.signs[first]
    for last in range(first, min(first + LONGEST, len(laid.places))):
        start, end = laid.places[last]
        digits += laid.text[start : min(end, start + LONGEST + 1)]
        if len(digits) > LONGEST:
            return
        if shape.fullmatch(digits):
            groups = _groups(laid, first, last)
            if not _goes_on({before, laid.signs[last + 1]} & inner, groups):
                parted_by = tuple(laid.signs[first + 1 : last + 1])
                yield Digits(groups, parted_by, laid.places[first][0], end, digits)
        if (sign := laid.signs[last + 1]) is None or not _part_alike(inner := inner | {sign}):
            return


def _groups(laid: _Laid, first: int, last: int) -> tuple[str, ...]:
    return tuple(laid.text[start:end] for start, end in laid.places[first : last + 1])


def _part_alike(signs: AbstractSet[str]) -> bool:
    """Say whether signs part one number: all are alike, or dots or dashes beside blanks."""
    return len(signs) == 1 or (len(signs - {BLANK}) == 1 and signs <= MIXED)


def _goes_on(edges: AbstractSet[str | None], groups: Sequence[str]) -> bool:
    """Say whether more of a number stands beside its groups, parted by the same sign."""
    return bool(edges - {BLANK}) or (bool(edges) and max(map(len, groups)) <= OF_A_SUM)
