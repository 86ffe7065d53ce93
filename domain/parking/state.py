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
    """
    Put aside; `came` is the digest of what came, `digest` that of what would be tried now.

    `envelope` is the digest of the headers it came with, None where nobody wrote it down.
    """

    came: str
    digest: str
    envelope: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Carried out by a replay, or dropped."""

    came: str
    envelope: str | None = None


State = NotParked | Waiting | Settled


def evolve(state: State, event: ParkingEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotParked(), MessageParked(digest=digest, envelope=envelope):
            return Waiting(digest, digest, envelope)
        case Waiting(), ParkedMessageCorrected(digest=digest):
            return replace(state, digest=digest)
        case Waiting(), ParkedMessageReplayed(outcome=outcome):
            return state if outcome == REFUSED else Settled(state.came, state.envelope)
        case Waiting(), ParkedMessageDropped():
            return Settled(state.came, state.envelope)
    raise ImpossibleHistory(state, event)


PARKED: Fold[State, ParkingEvent] = Fold(NotParked(), evolve, MessageParked)
