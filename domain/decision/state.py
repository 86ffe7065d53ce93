"""Where a decision stands: nothing, or issued with its text of today."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.decider import Fold
from domain.decision.events import DecisionCorrected, DecisionEvent, DecisionIssued, GrantsAnnulled
from domain.refusal import ImpossibleHistory


@dataclass(frozen=True, slots=True)
class NotIssued:
    """Nothing is known of this decision."""


@dataclass(frozen=True, slots=True)
class Issued:
    """Signed; `text` holds what a clerical correction may touch."""

    unit: str
    dated: date
    nominations: frozenset[UUID]
    text: Mapping[str, str]


State = NotIssued | Issued


def evolve(state: State, event: DecisionEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotIssued(), DecisionIssued():
            text = {"signer_position": event.signer_position, "legal_basis": event.legal_basis}
            return Issued(
                event.unit, event.dated, frozenset(g.nomination for g in event.grants), text
            )
        case Issued(), GrantsAnnulled():
            return state
        case Issued(), DecisionCorrected():
            return replace(state, text={**state.text, event.field: event.now})
    raise ImpossibleHistory(state, event)


DECISION: Fold[State, DecisionEvent] = Fold(NotIssued(), evolve, DecisionIssued)
