"""
The register read along the line of a unit: what was granted before a reform counts after it.

Entries keep the names and codes of their time; nothing is rewritten (domain facts 5.13, 5.14).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.register.events import HonourRegistered
from domain.units import Units


class Following(Enum):
    """How a unit of today follows one of another day: wholly, with others, or not at all."""

    WHOLE = "whole"
    PART = "part"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Followed:
    """
    Entries of a unit's line: `whole` count for it.

    `part` are of units that were divided: what counts of them, a person says.
    """

    whole: tuple[HonourRegistered, ...]
    part: tuple[HonourRegistered, ...]


def following(units: Units, then: tuple[str, date], now: tuple[str, date]) -> Following:
    """Say how the unit of a code on the day *now* follows the one of a code on the day *then*."""
    heirs = units.carrying_on(*then, now[1])
    unit = units.unit(*now)
    if unit is None or unit not in heirs:
        return Following.NOT
    return Following.WHOLE if len(heirs) == 1 else Following.PART


def of_line(entries: Iterable[HonourRegistered], code: str, on: date, units: Units) -> Followed:
    """Return the entries of nominees of a unit, and of all that it follows, as of a day."""
    found: dict[Following, list[HonourRegistered]] = {one: [] for one in Following}
    for entry in entries:
        then = (entry.nominee.unit, entry.granted_on)
        found[following(units, then, (code, on))].append(entry)
    return Followed(tuple(found[Following.WHOLE]), tuple(found[Following.PART]))


def granted_in(entries: Iterable[HonourRegistered], award: str, year: int) -> int:
    """Return how much of a year's quota of an award is used by *entries*."""
    return sum(one.award == award and one.granted_on.year == year for one in entries)


def years_in_a_row(entries: Iterable[HonourRegistered], award: str, last: int) -> int:
    """Return for how many years on end, up to *last*, an award is among *entries*."""
    years = {one.granted_on.year for one in entries if one.award == award}
    year = last
    while year in years:
        year -= 1
    return last - year
