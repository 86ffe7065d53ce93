"""Where a council stands: not appointed, or its seats with their terms."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import person
from domain.council.events import CouncilAppointed, MemberRelieved, MembersAppointed, TermEvent
from domain.council.seat import Function, Seat
from domain.decider import Fold
from domain.refusal import ImpossibleHistory

COUNCILS = uuid5(NAMESPACE_URL, "vinhdanh:councils")


def council_of(unit: str) -> UUID:
    """Return the stream of the council of *unit*: a unit has one."""
    return uuid5(COUNCILS, unit)


def serves(seat: Seat, day: date) -> bool:
    """Say whether a seat is held on *day*."""
    return seat.since <= day and (seat.until is None or day <= seat.until)


def is_same(one: str, other: str) -> bool:
    """Say whether two writings name the same person."""
    return person(one) == person(other)


def is_full(seat: Seat) -> bool:
    """Say whether a seat counts among all members; that of a substitute does not."""
    return seat.function is not Function.SUBSTITUTE


@dataclass(frozen=True, slots=True)
class NotAppointed:
    """Nothing is known of this council."""


@dataclass(frozen=True, slots=True)
class Appointed:
    """Appointed by a paper of `since`."""

    unit: str
    since: date
    seats: tuple[Seat, ...]

    def on(self, day: date) -> tuple[Seat, ...]:
        """Return the seats held on *day*."""
        return tuple(one for one in self.seats if serves(one, day))


State = NotAppointed | Appointed


def evolve(state: State, event: TermEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotAppointed(), CouncilAppointed():
            return Appointed(event.unit, event.dated, event.seats)
        case Appointed(), MembersAppointed(seats=more):
            return replace(state, seats=(*state.seats, *more))
        case Appointed(), MemberRelieved():
            return replace(state, seats=tuple(_relieved(one, event) for one in state.seats))
    raise ImpossibleHistory(state, event)


def _relieved(seat: Seat, event: MemberRelieved) -> Seat:
    """Return a seat after somebody's term was ended."""
    theirs = is_same(seat.person, event.person) and serves(seat, event.last_day)
    return replace(seat, until=event.last_day) if theirs else seat


COUNCIL: Fold[State, TermEvent] = Fold(NotAppointed(), evolve, CouncilAppointed)
