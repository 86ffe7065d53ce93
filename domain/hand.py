"""By whose hand a command comes: who, with which roles, in what capacity, on which dates."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from domain.acting import ActingFor
from domain.force import Forces
from domain.terms import Calendar

FORMS = frozenset({"TM", "KT", "TL", "TUQ", "Q"})
"""Forms in which a paper is signed: their names are those of Decree 30/2020 (ADR 41)."""


@dataclass(frozen=True, slots=True)
class Hand:
    """
    The actor and the clocks of one command.

    `effective_on` is the date on the paper, `received_at` when the order reached us,
    `recorded_at` when it is written down. `capacity` is the form in which it signs (`FORMS`).
    `delegation` is the one the hand says it acts by until that is looked up, then what was found.
    `calendar` and `forces` are the data of the day by which the command is judged.
    """

    actor: str
    roles: frozenset[str]
    units: frozenset[str]
    effective_on: date
    received_at: datetime
    recorded_at: datetime
    capacity: str | None = None
    delegation: UUID | ActingFor | None = None
    calendar: Calendar = field(default_factory=Calendar, repr=False)
    forces: Forces = field(default_factory=Forces, repr=False)
