"""One order and the state of a session give facts, or a refusal with every broken rule."""

from collections.abc import Mapping
from uuid import UUID

from domain.change import Change
from domain.council import arriving, closing, opening, opinions, ordering, sitting
from domain.council.commands import (
    CallOffSession,
    CloseRoll,
    CloseSession,
    ConveneSession,
    CountHands,
    DecideTie,
    DeclareConflict,
    NoteArrival,
    NotePriority,
    OpenSession,
    SessionCommand,
    TakeBallots,
    WriteOpinion,
)
from domain.council.convene import convene
from domain.council.session import Called, Casting, NotConvened, Over, Sitting, State
from domain.council.state import State as Council
from domain.eligibility.look import Beside
from domain.nomination.state import State as Case
from domain.refusal import Kind, Refusal, Refused
from domain.register.claims import Holders


def listed(command: SessionCommand, state: State) -> tuple[UUID, ...]:
    """Return the nominations whose state an order needs."""
    if isinstance(command, ConveneSession):
        return command.nominations
    match command, state:
        case OpenSession(), Called(meeting):
            return meeting.open_items
        case WriteOpinion(nomination=one), Called(meeting) | Sitting(meeting):
            return tuple(meeting.items.keys() & {one})
        case CloseSession() | DecideTie(), Sitting(meeting) | Casting(meeting):
            return tuple(meeting.items)
    return ()


def decide(
    command: SessionCommand,
    state: State,
    council: Council,
    cases: Mapping[UUID, Case],
    besides: Mapping[UUID, Beside],
    agendas: Holders,
) -> list[Change]:
    """
    Return what *command* changes in the session and on the cases of its agenda.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(command, ConveneSession):
        return convene(command, state, council, cases, besides, agendas)
    if isinstance(state, NotConvened):
        raise Refused(Refusal("session-unknown", Kind.UNKNOWN, "no such session"))
    match command, state:
        case OpenSession(), Called():
            return opening.open_session(command, state, council, cases, besides)
        case CloseSession(), Sitting() | Casting():
            return closing.close(command, state, cases, besides)
        case DecideTie(), Sitting() | Casting() | Over() if not _called_off(state):
            return ordering.decide_tie(command, state, cases)
        case WriteOpinion(), Called() | Sitting():
            return opinions.write_opinion(command, state, cases)
    return _until_the_end(command, state)


def _called_off(state: State) -> bool:
    return isinstance(state, Over) and not state.meeting.standing.ended


def _until_the_end(command: SessionCommand, state: State) -> list[Change]:
    """Decide orders that a session takes whether it has begun or not."""
    match command, state:
        case CallOffSession(), Called() | Sitting() | Casting():
            return sitting.call_off(command, state)
        case DeclareConflict(), Called() | Sitting():
            return sitting.declare(command, state)
        case NotePriority(), Called() | Sitting() | Casting():
            return ordering.note_priority(command, state)
    return _held(command, state)


def _held(command: SessionCommand, state: State) -> list[Change]:
    """Decide orders that a session takes only while it lasts."""
    match command, state:
        case CountHands(), Sitting() | Casting():
            return sitting.count_hands(command, state)
        case TakeBallots(), Sitting():
            return sitting.take_ballots(command, state)
        case NoteArrival(), Sitting():
            return arriving.note_arrival(command, state)
        case CloseRoll(), Sitting():
            return sitting.close_roll(command, state)
    facts = {"state": type(state).__name__}
    raise Refused(Refusal("out-of-session", Kind.CONFLICT, "the session is not there", facts))
