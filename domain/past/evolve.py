"""Fold the facts of a past case; never refuses what happened."""

from dataclasses import replace

from domain.decider import Fold
from domain.past.events import PastCaseOpened, PastEvent, PastVerdictRecorded
from domain.past.state import Absent, PastCase, State
from domain.refusal import ImpossibleHistory


def evolve(state: State, event: PastEvent) -> State:
    """
    Return the state after one more fact.

    Raises:
        ImpossibleHistory: the stream was not written by this domain.
    """
    match state, event:
        case Absent(), PastCaseOpened(steps=steps):
            return PastCase(steps)
        case PastCase(), PastVerdictRecorded():
            return replace(state, verdicts=(*state.verdicts, event))
    raise ImpossibleHistory(state, event)


PAST: Fold[State, PastEvent] = Fold(Absent(), evolve, PastCaseOpened)
