"""Where a decision stands: nothing, or issued with its text of today."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.booking.events import PaperBooked
from domain.booking.letter import Letter, onward
from domain.decider import Fold
from domain.decision.events import DecisionCorrected, DecisionEvent, DecisionIssued, GrantsAnnulled
from domain.exchange.events import StatusTold
from domain.refusal import ImpossibleHistory


@dataclass(frozen=True, slots=True)
class NotIssued:
    """Nothing is known of this decision."""


@dataclass(frozen=True, slots=True)
class Issued:
    """Signed; `text` holds what a clerical correction may touch."""

    letter: Letter
    nominations: frozenset[UUID]
    text: Mapping[str, str]

    @property
    def unit(self) -> str:
        """Return the unit that decided."""
        return self.letter.unit

    @property
    def dated(self) -> date:
        """Return the date of the paper."""
        return self.letter.dated


State = NotIssued | Issued


def evolve(state: State, event: DecisionEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotIssued(), DecisionIssued():
            text = {"signer_position": event.signer_position, "legal_basis": event.legal_basis}
            letter = Letter("decision", event.unit, None, event.dated)
            return Issued(letter, frozenset(g.nomination for g in event.grants), text)
        case Issued(), GrantsAnnulled():
            return state
        case Issued(), DecisionCorrected():
            return replace(state, text={**state.text, event.field: event.now})
        case Issued(), PaperBooked() | StatusTold():
            return replace(state, letter=onward(state.letter, event))
    raise ImpossibleHistory(state, event)


DECISION: Fold[State, DecisionEvent] = Fold(NotIssued(), evolve, DecisionIssued)
