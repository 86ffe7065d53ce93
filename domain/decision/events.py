"""Facts about one decision."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.booking.events import PaperBooked
from domain.exchange.events import StatusTold


@dataclass(frozen=True, slots=True)
class Grant:
    """One award granted: the nomination it answers and the honour it founds."""

    nomination: UUID
    honour: UUID
    award: str


@dataclass(frozen=True, slots=True)
class DecisionIssued:
    """A competent leader signed a decision; `base_salary` is dong a month on its date, if known."""

    number: str
    dated: date
    unit: str
    signer: str
    signer_position: str
    legal_basis: str
    base_salary: int | None
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class GrantsAnnulled:
    """
    Some or all grants were annulled by a later paper, on a ground of the law.

    `review` is the review that concluded so, if one did.
    """

    nominations: tuple[UUID, ...]
    ground: str
    detail: str
    number: str
    dated: date
    review: UUID | None = None


@dataclass(frozen=True, slots=True)
class DecisionCorrected:
    """A clerical error in the paper was put right; the first writing stays in the log."""

    field: str
    was: str
    now: str
    reason: str
    review: UUID | None = None


DecisionEvent = DecisionIssued | GrantsAnnulled | DecisionCorrected | PaperBooked | StatusTold
