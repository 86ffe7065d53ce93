"""Where a submission stands: nothing, or sent with what still waits for an answer."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.decider import Fold
from domain.refusal import ImpossibleHistory
from domain.submission.events import ItemWithdrawn, SubmissionDispatched, SubmissionEvent


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing is known of this submission."""


@dataclass(frozen=True, slots=True)
class Sent:
    """
    On its way, with the nominations the receiver has not answered.

    `withdrawn` are those taken back before an answer came.
    """

    to_unit: str
    pending: frozenset[UUID]
    withdrawn: frozenset[UUID] = frozenset()


State = NotSent | Sent


def evolve(state: State, event: SubmissionEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    if isinstance(event, SubmissionDispatched):
        if isinstance(state, NotSent):
            return Sent(event.to_unit, frozenset(event.nominations))
    elif isinstance(state, Sent) and event.nomination in state.pending:
        one = {event.nomination}
        gone = state.withdrawn | one if isinstance(event, ItemWithdrawn) else state.withdrawn
        return replace(state, pending=state.pending - one, withdrawn=gone)
    raise ImpossibleHistory(state, event)


SUBMISSION: Fold[State, SubmissionEvent] = Fold(NotSent(), evolve, SubmissionDispatched)
