"""Where a session stands: called, sitting, casting ballots, or over."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from domain.council.events import (
    AgendaItem,
    BallotsTaken,
    Choice,
    ConflictDeclared,
    HandsShown,
    ItemDropped,
    ItemVoted,
    OpinionWritten,
    RollClosed,
    SessionCalledOff,
    SessionClosed,
    SessionConvened,
    SessionEvent,
    SessionOpened,
)
from domain.council.floor import Floor, by_the_absent, joined, on_paper, said, written
from domain.council.merit import AgendaScored, PriorityNoted, TieDecided
from domain.council.presence import MemberArrived
from domain.council.rule import Way
from domain.council.seat import Conflict, Seat, SeatsRenewed
from domain.council.standing import Ordering, Standing, standing_of, stands
from domain.council.state import is_full, is_same
from domain.decider import Fold
from domain.refusal import ImpossibleHistory


@dataclass(frozen=True, slots=True)
class Meeting:
    """
    What a session is about; `items` are by nomination, `conflicts` those of the case as well.

    `standing` puts the nominations in order; `called_on`, `opened_on`, `ended_on` are its papers'.
    """

    council: UUID
    unit: str
    held_on: date
    seats: tuple[Seat, ...]
    items: Mapping[UUID, AgendaItem]
    conflicts: Mapping[UUID, tuple[Conflict, ...]]
    standing: Standing = field(default_factory=Standing)
    called_on: date | None = None
    opened_on: date | None = None
    ended_on: date | None = None

    @property
    def members(self) -> tuple[Seat, ...]:
        """Return all appointed members, substitutes left out."""
        return tuple(one for one in self.seats if is_full(one))

    @property
    def secret(self) -> frozenset[UUID]:
        """Return the nominations on which the vote is secret."""
        return frozenset(key for key, item in self.items.items() if item.rule.way is Way.SECRET)

    @property
    def open_items(self) -> tuple[UUID, ...]:
        """Return the nominations on which there still is to be a vote."""
        return tuple(one for one in self.items if one not in self.standing.dropped)

    def is_seated(self, who: str) -> bool:
        """Say whether a person has a seat, be it of a substitute."""
        return any(is_same(one.person, who) for one in self.seats)

    def is_recused(self, nomination: UUID, who: str) -> bool:
        """Say whether a person may not vote on a nomination."""
        return any(is_same(one.person, who) for one in self.conflicts[nomination])


@dataclass(frozen=True, slots=True)
class NotConvened:
    """Nothing is known of this session."""


@dataclass(frozen=True, slots=True)
class Called:
    """Called for a day; `opinions` came in before it, those of `entered` by the secretary."""

    meeting: Meeting
    opinions: Mapping[tuple[UUID, str], Choice] = field(default_factory=dict)
    entered: frozenset[tuple[UUID, str]] = frozenset()

    def has_voted(self, nomination: UUID, who: str) -> bool:
        """Say whether a person gave an opinion."""
        return any(at == nomination and is_same(one, who) for at, one in self.opinions)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Begun; members speak, show hands and take ballots."""

    meeting: Meeting
    floor: Floor

    @property
    def opinions(self) -> Mapping[tuple[UUID, str], Choice]:
        """Return what absent members wrote."""
        return self.floor.opinions

    @property
    def entered(self) -> frozenset[tuple[UUID, str]]:
        """Return whose opinions the secretary entered."""
        return self.floor.entered

    def has_voted(self, nomination: UUID, who: str) -> bool:
        """Say whether a person took part in a vote."""
        return self.floor.has_voted(nomination, who)


@dataclass(frozen=True, slots=True)
class Casting:
    """The roll is closed; ballots go into the boxes. `by` are who closed it."""

    meeting: Meeting
    floor: Floor
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Over:
    """Closed or called off."""

    meeting: Meeting


Held = Sitting | Casting
State = NotConvened | Called | Sitting | Casting | Over


def evolve(state: State, event: SessionEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    match state, event:
        case NotConvened(), SessionConvened():
            return Called(meeting_of(event))
        case Called(), _:
            return _called(state, event)
        case Sitting() | Casting(), _:
            return _held(state, event)
        case Over(), TieDecided():
            return replace(state, meeting=_ordered(state.meeting, event))
    raise ImpossibleHistory(state, event)


def _called(state: Called, event: SessionEvent) -> State:
    """Fold what happens before a session begins, and that it does."""
    meeting = state.meeting
    match event:
        case ConflictDeclared():
            return replace(state, meeting=_declared(meeting, event))
        case PriorityNoted() | ItemDropped():
            return replace(state, meeting=_ordered(meeting, event))
        case SeatsRenewed():
            return replace(state, meeting=renewed(meeting, event))
        case SessionOpened():
            keys = {one.nomination: one.modulus for one in event.keys}
            kept = by_the_absent(state.opinions, meeting.members, event.present)
            return Sitting(meeting, Floor(event.present, keys, kept, entered=state.entered))
        case OpinionWritten():
            said_now = written(state.opinions, event)
            return replace(state, opinions=said_now, entered=on_paper(state.entered, event))
        case SessionCalledOff():
            return Over(meeting)
    raise ImpossibleHistory(state, event)


def _held(state: Held, event: SessionEvent) -> State:
    """Fold what happens while a session lasts."""
    meeting = state.meeting
    match state, event:
        case Sitting(), RollClosed():
            return Casting(meeting, state.floor)
        case Sitting(), ConflictDeclared():
            return replace(state, meeting=_declared(meeting, event))
        case (_, (OpinionWritten() | HandsShown()) as told) | (Sitting(), BallotsTaken() as told):
            return replace(state, floor=said(state.floor, told))
        case Sitting(), MemberArrived():
            return replace(state, floor=joined(state.floor, event, meeting.members))
        case _, PriorityNoted() | ItemVoted() | ItemDropped() | TieDecided() | AgendaScored():
            return replace(state, meeting=_ordered(meeting, event))
        case _, SessionClosed() | SessionCalledOff():
            return Over(_ended(meeting, event))
    raise ImpossibleHistory(state, event)


def meeting_of(event: SessionConvened) -> Meeting:
    """Return what a session is about when it is called."""
    return Meeting(
        event.council,
        event.unit,
        event.held_on,
        event.seats,
        {one.nomination: one for one in event.agenda},
        {one.nomination: one.conflicts for one in event.agenda},
        standing_of(event),
    )


def _ended(meeting: Meeting, event: SessionClosed | SessionCalledOff) -> Meeting:
    """Return the meeting of a session that is over; only one that was closed has an outcome."""
    ended = isinstance(event, SessionClosed)
    return replace(meeting, standing=replace(meeting.standing, ended=ended))


def _ordered(meeting: Meeting, event: Ordering) -> Meeting:
    """Return the meeting after one more fact that puts its nominations in order."""
    return replace(meeting, standing=stands(meeting.standing, event))


def renewed(meeting: Meeting, event: SeatsRenewed) -> Meeting:
    """Return the meeting with the seats of its day."""
    more = {one.nomination: one.conflicts for one in event.conflicts}
    known = meeting.conflicts.items()
    conflicts = {key: (*those, *more.get(key, ())) for key, those in known}
    return replace(meeting, seats=event.seats, conflicts=conflicts)


def _declared(meeting: Meeting, event: ConflictDeclared) -> Meeting:
    """Return the meeting with one more conflict of interest."""
    now = (*meeting.conflicts[event.nomination], Conflict(event.person, event.ground))
    return replace(meeting, conflicts={**meeting.conflicts, event.nomination: now})


def note(state: State, event: SessionEvent, on: date) -> State:
    """Keep the dates on the papers that called, began and ended a session."""
    match state, event:
        case Called(), SessionConvened():
            return replace(state, meeting=replace(state.meeting, called_on=on))
        case Sitting(), SessionOpened():
            return replace(state, meeting=replace(state.meeting, opened_on=on))
        case Over(), SessionClosed():
            return replace(state, meeting=replace(state.meeting, ended_on=on))
    return state


def witness(state: State, event: SessionEvent, by: tuple[str, ...]) -> State:
    """Keep who closed the roll."""
    if isinstance(state, Casting) and isinstance(event, RollClosed):
        return replace(state, by=by)
    return state


SESSION: Fold[State, SessionEvent] = Fold(NotConvened(), evolve, SessionConvened, note, witness)
