"""Codes that went from one unit to another: a question to one is its bearer's on the day (127)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.lineage import Lineage
from domain.units import Unit, Units


@dataclass(frozen=True, slots=True)
class AskedAgency:
    """An agency that a case concerns by a question alone, and the date on the paper that asks."""

    agency: str
    on: date


Concern = str | AskedAgency
"""Whom a case, a submission or a session concerns: a unit by its code, or an agency asked once."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A code as one of the units that bore it, on the days from `first` to `last`, both counted."""

    code: str
    first: date
    last: date

    def covers(self, one: Concern) -> bool:
        """Say whether it is this code's: of a question, whether that was asked on these days."""
        if isinstance(one, AskedAgency):
            return self.code == one.agency and self.first <= one.on <= self.last
        return self.code == one


def span_of(unit: Unit) -> Span:
    """Return the code of a unit on the days on which it bore that."""
    first, last = unit.in_force_from or date.min, unit.in_force_to or date.max
    return Span(unit.code, first, last)


def parted(
    codes: Iterable[str], records: Iterable[Unit], country: Units, on: date
) -> tuple[frozenset[str], frozenset[Span]]:
    """
    Part codes on a day into those that stand for all that was asked, and spans of the others.

    Of a code that went to another unit only the days of *records* count (house rule, ADR 127).
    """
    every = frozenset(codes)
    gone = frozenset(one for one in every if went_round(country, one, on))
    return every - gone, frozenset(span_of(one) for one in records if one.code in gone)


@lru_cache(maxsize=16_384)
def went_round(country: Units, code: str, on: date) -> bool:
    """Say whether who bears a code on a day does not stand for each unit that bore it before."""
    lineage = Lineage(country)
    ends = (one.in_force_to for one in country.bearers(code) if one.in_force_to)
    return any(lineage.is_another_now(code, end, on) for end in ends if end < on)
