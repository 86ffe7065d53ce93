"""A term that ran out: the service notes it, once for each step and due date; nobody is judged."""

from collections.abc import Sequence
from datetime import date

from domain.access import the_hand_has_the_role
from domain.decider import demand
from domain.hand import Hand
from domain.nomination.access import SERVICE, dates
from domain.nomination.clock_orders import NoteMissedDeadline
from domain.nomination.events import DeadlineMissed, NominationEvent
from domain.nomination.policies import the_step_is_the_current_one
from domain.nomination.state import AtStep
from domain.refusal import Kind, Refusal


def the_term_ends_on_that_day(due_on: date, now: AtStep) -> Refusal | None:
    """Refuse another day than the last one of the term that runs (house rule)."""
    if due_on == now.due_on:
        return None
    facts = {"due_on": now.due_on.isoformat()} if now.due_on else {}
    return Refusal("due-date-differs", Kind.CONFLICT, "the term does not end on that day", facts)


def the_last_day_is_over(hand: Hand, cmd: NoteMissedDeadline) -> Refusal | None:
    """Refuse to call a term missed on its last day or before (Civil Code 2015: not confirmed)."""
    if hand.effective_on > cmd.due_on:
        return None
    facts = {"due_on": cmd.due_on.isoformat(), "effective_on": hand.effective_on.isoformat()}
    return Refusal("not-overdue", Kind.CONFLICT, "the term has not run out on that day", facts)


def note_missed(cmd: NoteMissedDeadline, state: AtStep) -> Sequence[NominationEvent]:
    """Note that the term of a step ran out while the case waited there; again is nothing."""
    if state.missed and (cmd.step, cmd.due_on) == (state.step.key, state.due_on):
        return []
    demand(
        the_hand_has_the_role(cmd.hand, SERVICE),
        *dates(cmd.hand, state.dossier),
        the_step_is_the_current_one(cmd.step, state),
        the_term_ends_on_that_day(cmd.due_on, state),
        the_last_day_is_over(cmd.hand, cmd),
    )
    return [DeadlineMissed(cmd.step, cmd.due_on)]
