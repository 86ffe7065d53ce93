"""Orders about one decision."""

from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class IssueDecision:
    """
    Grant what the listed nominations ask; the hand's date is the paper's.

    `base_salary` is dong a month in force on that date, None where none is known.
    """

    decision: UUID
    hand: Hand
    number: str
    unit: str
    signer_position: str
    legal_basis: str
    nominations: tuple[UUID, ...]
    base_salary: int | None


@dataclass(frozen=True, slots=True)
class AnnulGrants:
    """
    Annul listed grants of a decision by a later paper, on a ground of law (who may: ADR 113).

    `complaint` is the reference of a founded complaint about each of them, where one led to it;
    `review` is one that concluded so.
    """

    decision: UUID
    hand: Hand
    number: str
    unit: str
    nominations: tuple[UUID, ...]
    ground: str
    detail: str
    complaint: str | None = None
    review: UUID | None = None


@dataclass(frozen=True, slots=True)
class CorrectDecision:
    """Put a clerical error in the paper right; `review` is one that asks for something."""

    decision: UUID
    hand: Hand
    field: str
    was: str
    now: str
    reason: str
    review: UUID | None = None


DecisionCommand = IssueDecision | AnnulGrants | CorrectDecision
