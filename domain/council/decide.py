"""One order and the state of a session give facts, or a refusal with every broken rule."""

from collections.abc import Mapping
from uuid import UUID

from domain.change import Change
from domain.council import closing, sitting
from domain.council.commands import (
    CallOffSession,
    CloseRoll,
    CloseSession,
    ConveneSession,
    CountHands,
    DeclareConflict,
    OpenSession,
    SessionCommand,
    TakeBallots,
    WriteOpinion,
)
from domain.council.convene import convene
from domain.council.session import Called, Casting, NotConvened, Sitting, State
from domain.council.state import State as Council
from domain.eligibility.look import Beside
from domain.nomination.state import State as Case
from domain.refusal import Kind, Refusal, Refused


def listed(command: SessionCommand, state: State) -> tuple[UUID, ...]:
    """Return the nominations whose state an order needs."""
    if isinstance(command, ConveneSession):
        return command.nominations
    held = isinstance(command, CloseSession) and isinstance(state, Sitting | Casting)
    return tuple(state.meeting.items) if isinstance(state, Sitting | Casting) and held else ()


def decide(
    command: SessionCommand,
    state: State,
    council: Council,
    cases: Mapping[UUID, Case],
    besides: Mapping[UUID, Beside],
) -> list[Change]:
    """
    Return what *command* changes in the session and on the cases of its agenda.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(command, ConveneSession):
        return convene(command, state, council, cases)
    if isinstance(state, NotConvened):
        raise Refused(Refusal("session-unknown", Kind.UNKNOWN, "no such session"))
    match command, state:
        case CallOffSession(), Called() | Sitting() | Casting():
            return sitting.call_off(command, state)
        case DeclareConflict(), Called() | Sitting():
            return sitting.declare(command, state)
        case OpenSession(), Called():
            return sitting.open_session(command, state)
    if isinstance(command, CloseSession) and isinstance(state, Sitting | Casting):
        return closing.close(command, state, cases, besides)
    return _held(command, state)


def _held(command: SessionCommand, state: State) -> list[Change]:
    """Decide orders that a session takes only while it lasts."""
    match command, state:
        case WriteOpinion(), Sitting() | Casting():
            return sitting.write_opinion(command, state)
        case CountHands(), Sitting() | Casting():
            return sitting.count_hands(command, state)
        case TakeBallots(), Sitting():
            return sitting.take_ballots(command, state)
        case CloseRoll(), Sitting():
            return sitting.close_roll(command, state)
    facts = {"state": type(state).__name__}
    raise Refused(Refusal("out-of-session", Kind.CONFLICT, "the session is not there", facts))
