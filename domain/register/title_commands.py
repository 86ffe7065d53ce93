"""Orders about titles given before this system, or by others, in the record of a nominee."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class DeclareTitle:
    """Tell of a title from its decision; `known` are the awards that any regime has."""

    nominee: UUID
    hand: Hand
    unit: str
    award: str
    year: int
    number: str
    dated: date
    issuer: str
    evidence: str
    known: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class ConfirmTitle:
    """Say as a second person that the decision was seen and says so."""

    nominee: UUID
    hand: Hand
    award: str
    year: int


@dataclass(frozen=True, slots=True)
class RejectTitle:
    """Say as a second person that a declared title does not count, and why."""

    nominee: UUID
    hand: Hand
    award: str
    year: int
    reason: str


TitleCommand = DeclareTitle | ConfirmTitle | RejectTitle
