"""The clock of a term: when it starts, what stops it, and where it ends after it stood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.clock import ClockEvent, TermEvent, TermResumed, TermStopped
from domain.nomination.state import AtStep, Dossier, Opened, Returned
from domain.terms import Restart, days_used, due_on, shifted

AT_LEAST = 1


def stands_still(dossier: Dossier) -> bool:
    """Say whether a hold keeps the clock of a case from going (rule data, domain facts 7.2.12)."""
    return dossier.ladder.clock.on_hold and bool(dossier.holds)


def arrived(dossier: Dossier, step: Step, due: date | None, used: int = 0) -> AtStep:
    """Return a case that comes to wait at *step*; a held one with its clock standing."""
    waits = step.working_days is not None and stands_still(dossier)
    return AtStep(dossier, step, due_on=due, used=used if waits else None)


def due_at(step: Step, dossier: Dossier, hand: Hand) -> date | None:
    """
    Return the last day of a term that starts whole on the hand's date.

    A case arrives with its full dossier, or it is returned; so its clock starts here (domain facts
    7.2.12). None where no term is set, or while a hold keeps the clock from starting.
    """
    return _ends(step, dossier, 0, hand)


def due_again(state: Returned, hand: Hand) -> date | None:
    """Return the last day of the term of a returned case that is brought again, by its rule."""
    goes_on = state.dossier.ladder.clock.after_return is Restart.ON
    return _ends(state.step, state.dossier, state.used if goes_on else 0, hand)


def _ends(step: Step, dossier: Dossier, used: int, hand: Hand) -> date | None:
    """Return where a term ends of which so much is used; a day is left in any case (house rule)."""
    if step.working_days is None or stands_still(dossier):
        return None
    left = max(AT_LEAST, step.working_days - used)
    return due_on(hand.effective_on, left, hand.calendar)


def used_by(state: AtStep, hand: Hand) -> int | None:
    """Return how much of the term is used on the hand's date, None where none is set."""
    if state.due_on is None or state.step.working_days is None:
        return state.used
    term, day = state.step.working_days, hand.effective_on
    return max(0, days_used(term, state.due_on, day, hand.calendar))


def stopped(state: Opened, hand: Hand) -> Sequence[TermEvent]:
    """Return that the clock stops when a case is held, where its rule says so."""
    if not isinstance(state, AtStep) or state.due_on is None:
        return []
    if not state.dossier.ladder.clock.on_hold:
        return []
    return [TermStopped(state.step.key, used_by(state, hand) or 0)]


def resumed(state: Opened, reference: str, hand: Hand) -> Sequence[TermEvent]:
    """
    Return that the clock goes again when the last hold is lifted, that of *reference*.

    What was used before stays used: a term that was over is as much over as it was (house rule).
    """
    if not isinstance(state, AtStep) or state.used is None:
        return []
    if state.step.working_days is None or state.dossier.holds.keys() - {reference}:
        return []
    left = state.step.working_days - state.used
    return [TermResumed(state.step.key, shifted(hand.effective_on, left, hand.calendar))]


def ticked(state: AtStep, event: ClockEvent) -> AtStep:
    """Return a case after its clock stood, went again, or something was said of its term."""
    match event:
        case TermStopped(used=used):
            return replace(state, due_on=None, used=used)
        case TermResumed(due_on=due):
            over = state.used is not None and state.used > (state.step.working_days or 0)
            return replace(state, due_on=due, used=None, missed=state.missed and over)
    return replace(state, told=state.told | {(event.notice, event.due_on)})
