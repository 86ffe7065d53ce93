"""Where a delegation stands: not granted, or granted and perhaps ended; and the list of a unit."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.decider import Fold
from domain.delegation.events import DelegationEnded, DelegationGranted, ListEvent, PowerEvent
from domain.refusal import ImpossibleHistory

LISTS = uuid5(NAMESPACE_URL, "vinhdanh:delegations")


def list_of(unit: str) -> UUID:
    """Return the stream that lists the delegations of *unit*."""
    return uuid5(LISTS, unit)


@dataclass(frozen=True, slots=True)
class NotGranted:
    """Nothing is known of this delegation."""


@dataclass(frozen=True, slots=True)
class Granted:
    """
    Granted as `given`, by a paper of `granted_on`.

    Without power from the day `ended` on, None while nobody took it back.
    """

    given: DelegationGranted
    ended: date | None = None
    granted_on: date | None = None


State = NotGranted | Granted


def evolve(state: State, event: PowerEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotGranted(), DelegationGranted():
            return Granted(event)
        case Granted(ended=None), DelegationEnded(since=since):
            return replace(state, ended=since)
    raise ImpossibleHistory(state, event)


def note(state: State, event: PowerEvent, on: date) -> State:
    """Keep of which day the paper is that lent the power: what takes it back is not older."""
    if isinstance(state, Granted) and isinstance(event, DelegationGranted):
        return replace(state, granted_on=on)
    return state


def listed(state: tuple[UUID, ...], event: ListEvent) -> tuple[UUID, ...]:
    """Return the list of a unit after one more entry."""
    return (*state, event.delegation)


DELEGATION: Fold[State, PowerEvent] = Fold(NotGranted(), evolve, DelegationGranted, note)
LIST: Fold[tuple[UUID, ...], ListEvent] = Fold((), listed, ListEvent)
