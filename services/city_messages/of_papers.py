"""Messages about papers that concern many cases at once."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from services.city_messages import words as w
from services.city_messages.parts import Decision, Grant


@dataclass(frozen=True, slots=True)
class SubmissionDispatched:
    """One paper carried nominations to the next level under one number and date."""

    submission: w.SubmissionId
    number: w.SubmissionNumber
    dated: w.Dated
    from_unit: w.UnitCode
    to_unit: w.UnitCode
    capacity: w.Capacity
    nominations: tuple[w.NominationId, ...]


@dataclass(frozen=True, slots=True)
class DecisionIssued:
    """One paper granted awards to many; each case tells beside it that it was decided."""

    decision: w.DecisionId
    number: w.PaperNumber
    dated: w.Dated
    unit: w.UnitCode
    capacity: w.Capacity
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class DecisionAnnulled:
    """A later paper annulled some or all grants of a decision, on a ground of the law."""

    decision: Annotated[Decision, Meta(description="the decision whose grants no longer count")]
    number: w.AnnullingNumber
    dated: w.AnnullingDate
    capacity: w.Capacity
    ground: w.Ground
    nominations: tuple[w.NominationId, ...]


AboutPaper = SubmissionDispatched | DecisionIssued | DecisionAnnulled
