"""What a reform hands over: from which desk of a case to which, by which rule and why."""

from collections.abc import Mapping
from datetime import date

from domain.access import VIETNAM
from domain.copies import replace
from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.authority import CaseReassigned, Desk
from domain.nomination.rerouting import Route, Standing, because, rerouted
from domain.nomination.running import due_at
from domain.nomination.state import AtStep, Dossier, Draft, InTransit, Returned, Running
from domain.reform.plan import Reform

WORK: Mapping[type, str] = {AtStep: "act", InTransit: "answer", Returned: "supplement"}


def ahead(state: Running) -> tuple[Step, ...]:
    """Return the steps a case has not passed, the one it waits at first."""
    steps = state.dossier.ladder.steps
    if isinstance(state, Draft):
        return steps
    return steps[len(state.dossier.ladder.before(state.step.key)) :]


def desk_of(state: Running) -> Desk:
    """Return who has a case in hand: a draft and a returned case are with those who proposed."""
    if isinstance(state, Draft):
        return Desk("draft", state.dossier.unit, None, None)
    unit = state.dossier.unit if isinstance(state, Returned) else state.step.unit
    return Desk(WORK[type(state)], unit, state.step.key, state.step.level)


def reassigned(
    state: Running, reform: Reform, heir: Standing, way: Route, hand: Hand, reason: str = ""
) -> CaseReassigned:
    """Return who is competent from the reform on."""
    first, unit = way.steps[0], heir.unit
    desk = Desk("draft", unit, None, None)
    if not isinstance(state, Draft):
        owner = unit if isinstance(state, Returned) else first.unit
        desk = Desk(WORK[type(state)], owner, first.key, first.level)
    return CaseReassigned(
        reform=reform.key,
        in_force_from=reform.in_force_from,
        rule=heir.rule,
        reason=reason or because(ahead(state), reform, state.dossier.ladder.award),
        from_proposer=state.dossier.unit,
        proposer=unit,
        from_desk=desk_of(state),
        desk=desk,
        handed=way.handed,
        dropped=way.dropped,
        due_on=due_after(state, first, hand),
    )


def due_after(state: Running, first: Step, hand: Hand) -> date | None:
    """
    Return the last day of the term: it runs on at a step that stays, a new desk has a whole one.

    A new desk's term begins on the day the case is handed to it, which may be after the reform's
    (house rule, ADR 38).
    """
    if not isinstance(state, AtStep):
        return None
    if (first.key, first.level) == (state.step.key, state.step.level):
        return state.due_on
    today = max(hand.effective_on, hand.recorded_at.astimezone(VIETNAM).date())
    return due_at(first, state.dossier, replace(hand, effective_on=today))


def handed(dossier: Dossier, event: CaseReassigned) -> Dossier:
    """Return a file after a reform: one of before the case was opened leaves it its units."""
    mine = event.in_force_from, event.reform
    moved = {one.step: mine for one in event.handed if one.level != one.from_level}
    return replace(
        dossier,
        unit=event.proposer,
        ladder=rerouted(dossier.ladder, event),
        units_of=max(event.in_force_from, dossier.units_of),
        undecided=None,
        laid={**dossier.laid, **moved},
    )
