"""Where an honour stands: not in the register, held, or annulled."""

from dataclasses import dataclass, replace
from datetime import date

from domain.decider import Fold
from domain.refusal import ImpossibleHistory
from domain.register.events import (
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
    RegisterEvent,
)


@dataclass(frozen=True, slots=True)
class NotEntered:
    """The register knows no such honour."""


@dataclass(frozen=True, slots=True)
class Held:
    """
    Counts, by the paper of the day `since`: the one that granted it, or restored it.

    `recovered` and `object_returned` are what came back while it was annulled, and is owed again.
    """

    entry: HonourRegistered
    since: date
    recovered: int = 0
    object_returned: bool = False


@dataclass(frozen=True, slots=True)
class Annulled:
    """
    Does not count, on a coded `ground`; `recovered` is the money that came back, in dong.

    `recovered_on` is the latest date on the paper of a recovery, None where nothing came back.
    """

    entry: HonourRegistered
    annulled_on: date
    recovered: int = 0
    object_returned: bool = False
    recovered_on: date | None = None
    ground: str = ""


State = NotEntered | Held | Annulled


def evolve(state: State, event: RegisterEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotEntered(), HonourRegistered():
            return Held(event, event.granted_on)
        case Held(), HonourAnnulled(dated=dated, ground=ground):
            kept = state.recovered, state.object_returned
            return Annulled(state.entry, dated, *kept, ground=ground)
        case Annulled(), HonourRecovered(amount=amount, object_returned=back):
            return replace(
                state,
                recovered=state.recovered + amount,
                object_returned=state.object_returned or back,
            )
        case Annulled(), HonourRestored(dated=dated):
            return Held(state.entry, dated, state.recovered, state.object_returned)
    raise ImpossibleHistory(state, event)


def note(state: State, event: RegisterEvent, on: date) -> State:
    """Keep the latest date of what came back, which a restoration builds on."""
    if isinstance(state, Annulled) and isinstance(event, HonourRecovered):
        return replace(state, recovered_on=max(on, state.recovered_on or on))
    return state


HONOUR: Fold[State, RegisterEvent] = Fold(NotEntered(), evolve, HonourRegistered, note)
