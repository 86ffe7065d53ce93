"""Where a submission stands: nothing, or sent with what still waits for an answer."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.booking.events import PaperBooked
from domain.booking.letter import Letter, onward
from domain.decider import Fold
from domain.exchange.events import StatusTold
from domain.refusal import ImpossibleHistory
from domain.submission.events import (
    ItemSettled,
    ItemWithdrawn,
    SubmissionDispatched,
    SubmissionEvent,
)


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing is known of this submission."""


@dataclass(frozen=True, slots=True)
class Sent:
    """
    On its way, with the nominations the receiver has not answered.

    `withdrawn` are those taken back before an answer came.
    """

    letter: Letter
    pending: frozenset[UUID]
    withdrawn: frozenset[UUID] = frozenset()


State = NotSent | Sent


def evolve(state: State, event: SubmissionEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    if isinstance(event, SubmissionDispatched):
        if isinstance(state, NotSent):
            return Sent(_letter(event), frozenset(event.nominations))
    elif isinstance(state, Sent):
        return _onward(state, event)
    raise ImpossibleHistory(state, event)


def _onward(state: Sent, event: PaperBooked | StatusTold | ItemSettled) -> State:
    """Fold what happens to a paper on its way."""
    if isinstance(event, PaperBooked | StatusTold):
        return replace(state, letter=onward(state.letter, event))
    if event.nomination in state.pending:
        one = {event.nomination}
        gone = state.withdrawn | one if isinstance(event, ItemWithdrawn) else state.withdrawn
        return replace(state, pending=state.pending - one, withdrawn=gone)
    raise ImpossibleHistory(state, event)


def _letter(event: SubmissionDispatched) -> Letter:
    return Letter("submission", event.from_unit, event.to_unit, event.dated)


SUBMISSION: Fold[State, SubmissionEvent] = Fold(NotSent(), evolve, SubmissionDispatched)
