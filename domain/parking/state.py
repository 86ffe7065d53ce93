"""Where a parked message stands: waiting for an operator, or settled."""

from dataclasses import dataclass, replace

from domain.decider import Fold
from domain.parking.events import (
    MessageParked,
    ParkedMessageCorrected,
    ParkedMessageDropped,
    ParkedMessageReplayed,
    ParkingEvent,
)
from domain.refusal import ImpossibleHistory

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class NotParked:
    """Nothing is known of this message."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Put aside; `came` is the digest of what came, `digest` that of what would be tried now."""

    came: str
    digest: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Carried out by a replay, or dropped."""

    came: str


State = NotParked | Waiting | Settled


def evolve(state: State, event: ParkingEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotParked(), MessageParked(digest=digest):
            return Waiting(digest, digest)
        case Waiting(), ParkedMessageCorrected(digest=digest):
            return replace(state, digest=digest)
        case Waiting(), ParkedMessageReplayed(outcome=outcome):
            return state if outcome == REFUSED else Settled(state.came)
        case Waiting(), ParkedMessageDropped():
            return Settled(state.came)
    raise ImpossibleHistory(state, event)


PARKED: Fold[State, ParkingEvent] = Fold(NotParked(), evolve, MessageParked)
