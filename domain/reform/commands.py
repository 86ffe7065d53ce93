"""Orders that apply a reform: to the house, to one case by rule, to one case by a person."""

from dataclasses import dataclass, field
from uuid import UUID

from domain.hand import Hand
from domain.reform.plan import Reform


@dataclass(frozen=True, slots=True)
class ReorganiseUnits:
    """Note that a reform is applied."""

    hand: Hand
    reform: Reform = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReassignCase:
    """Give an open case the authority that the rules of a reform give it."""

    nomination: UUID
    hand: Hand
    reform: Reform = field(repr=False)


@dataclass(frozen=True, slots=True)
class AssignSuccessor:
    """Choose which unit carries on the one that proposed a case, where no rule says so."""

    nomination: UUID
    hand: Hand
    reform: Reform = field(repr=False)
    unit: str
    reason: str


AuthorityCommand = ReassignCase | AssignSuccessor
