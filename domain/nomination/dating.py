"""What a case keeps of the dates on the papers of its facts, for the acts that build on them."""

from datetime import date

from domain.copies import replace
from domain.hearing.events import HearingEvent
from domain.hearing.state import dated
from domain.nomination.authority import AuthorityEvent
from domain.nomination.clock import ClockEvent
from domain.nomination.events import (
    DeadlineMissed,
    NominationEvent,
    NominationFiled,
    NominationOpened,
    NominationSupplemented,
)
from domain.nomination.favour import RegimeChosen
from domain.nomination.holding import CaseHeld, HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import (
    Absent,
    AtStep,
    Content,
    Dossier,
    InTransit,
    Opened,
    Opinion,
    State,
)

# What clocks do says nothing of the papers: one signed in time may be written down after it.
Undated = NominationOpened | Content | DeadlineMissed | NomineeNamed | HoldEvent | ClockEvent


def note(state: State, event: NominationEvent, on: date) -> State:
    """Keep the date on the paper of a fact that later acts build on; content is none of those."""
    if isinstance(state, Absent):
        return state
    if isinstance(event, CaseHeld):
        return replace(state, dossier=noted(state, event.reference, on))
    if isinstance(event, Undated):
        return state
    if isinstance(event, HearingEvent):
        hearing = dated(state.dossier.hearing, event, on)
        return replace(state, dossier=replace(state.dossier, hearing=hearing))
    latest = max(on, state.dossier.heard_on or on)
    if isinstance(event, AuthorityEvent):
        came_on = max(on, event.in_force_from, state.dossier.came_on)
        return replace(state, dossier=replace(state.dossier, came_on=came_on))
    if isinstance(event, Opinion | RegimeChosen):
        return replace(state, dossier=replace(state.dossier, heard_on=latest))
    moved = replace(filed(state.dossier, event, on), came_on=latest, heard_on=None)
    return replace(state, dossier=moved)


def noted(state: Opened, reference: str, on: date) -> Dossier:
    """Return the file with the day of a hold, and the step whose judges noted it, if any did."""
    held_on = {**state.dossier.held_on, reference: on}
    held_at = {key: step for key, step in state.dossier.held_at.items() if key != reference}
    if isinstance(state, AtStep | InTransit):
        held_at[reference] = state.step
    return replace(state.dossier, held_on=held_on, held_at=held_at)


def filed(dossier: Dossier, event: NominationEvent, on: date) -> Dossier:
    """Return the file with the date on the paper that hands it in, or brings it again."""
    if isinstance(event, NominationSupplemented):
        return replace(dossier, back_on=on)
    return replace(dossier, filed_on=on) if isinstance(event, NominationFiled) else dossier
