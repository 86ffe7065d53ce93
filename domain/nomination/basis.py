"""On what a proposal rests: the sort of commendation, and what of the past it counts."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID


class Commendation(Enum):
    """The kinds of commendation of Law 06/2022 art. 8 (domain facts 3.13)."""

    MERIT = "merit"
    SUDDEN = "sudden"
    THEMATIC = "thematic"
    CONTRIBUTION = "contribution"
    SENIORITY = "seniority"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry in the book of a unit: the unit's code, the year and the number there."""

    unit: str
    year: int
    number: str


@dataclass(frozen=True, slots=True)
class Basis:
    """
    What a nomination counts, as the proposing unit says it.

    `achievement` is the entry of the achievement in a book, `initiatives` those of recognised
    initiatives, `builds_on` honours cited as results; `year` is the year the achievement is of, and
    `since` its first day.
    """

    commendation: Commendation | None = None
    achievement: Entry | None = None
    initiatives: tuple[Entry, ...] = ()
    builds_on: tuple[UUID, ...] = ()
    year: int | None = None
    since: date | None = None
