"""Facts that put the nominations of a session in order: points, priorities, a tie that was cut."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Places:
    """How many nominations of an award the council's unit has places for in the year."""

    award: str
    number: int


@dataclass(frozen=True, slots=True)
class Mark:
    """
    What evaluators gave a nomination: the sum of points times weight, and of the weights.

    The mean is not kept: it seldom has an end, and a rounded one makes ties that are none.
    """

    nomination: UUID
    total: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True)
class AgendaScored:
    """The points of the agenda as they stood when the session ended, without interested hands."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PriorityNoted:
    """The secretary noted that a nominee goes first by a rule for equal points, and why."""

    nomination: UUID
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class TieDecided:
    """Whoever leads the council put nominations in order that no rule parts."""

    order: tuple[UUID, ...]
    reason: str


MeritEvent = AgendaScored | PriorityNoted | TieDecided
