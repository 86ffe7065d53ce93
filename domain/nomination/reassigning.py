"""Giving an open case one competent authority after a reform of units, by rule or by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain.access import (
    VIETNAM,
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.decider import demand
from domain.directory.decide import KEEPER
from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned, Desk
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.rerouting import Route, route
from domain.nomination.running import due_at
from domain.nomination.state import AtStep, Draft, InTransit, Opened, Returned, Running
from domain.reform.commands import AssignSuccessor, AuthorityCommand, ReassignCase
from domain.reform.decide import OPERATOR
from domain.reform.heirs import DIVIDED, STANDS, Heir, NoHeir, heir_of
from domain.reform.plan import Reform
from domain.refusal import Kind, Refusal, Refused, listed

UNFILLED, CHOSEN = "level-unfilled", "chosen-by-a-person"
WORK: Mapping[type, str] = {AtStep: "act", InTransit: "answer", Returned: "supplement"}


def decide(cmd: AuthorityCommand, state: Opened) -> Sequence[AuthorityEvent]:
    """Decide an order of a reform on one case."""
    return reassign(cmd, state) if isinstance(cmd, ReassignCase) else assign(cmd, state)


def reassign(cmd: ReassignCase, state: Opened) -> Sequence[AuthorityEvent]:
    """Give a case its authority by rule; one that is ended or was moved before stays as it is."""
    demand(the_hand_has_the_role(cmd.hand, OPERATOR), the_paper_is_not_dated_ahead(cmd.hand))
    fact = planned(state, cmd.reform, cmd.hand)
    return [fact] if fact else []


def planned(state: Opened, reform: Reform, hand: Hand) -> AuthorityEvent | None:
    """Return what a reform means for a case, None when it means nothing."""
    if not isinstance(state, Running) or not touched(state, reform):
        return None
    heir = heir_of(reform, state.dossier.unit, state.dossier.units_of)
    if isinstance(heir, NoHeir):
        return left_open(state, reform, heir)
    way = route(ahead(state), heir, reform, state.dossier.ladder.award)
    if way is None:
        why = NoHeir(UNFILLED, (heir.unit.code,), heir.unit.parent)
        return left_open(state, reform, why)
    return None if stays(state, heir, way) else reassigned(state, reform, heir, way, hand)


def stays(state: Running, heir: Heir, way: Route) -> bool:
    """Say whether a case that nobody has to choose for keeps its unit and its way."""
    same = heir.rule == STANDS and not (way.handed or way.dropped)
    return same and state.dossier.undecided is None


def touched(state: Running, reform: Reform) -> bool:
    """Say whether a case names units of before the reform, and does not wait by this one."""
    choice = state.dossier.undecided
    waits = choice is not None and choice.reform == reform.key
    return not waits and state.dossier.units_of < reform.in_force_from


def left_open(state: Running, reform: Reform, why: NoHeir) -> CaseUnassigned | None:
    """Return that a person has to choose; one who has to already, does so by the later reform."""
    choice = state.dossier.undecided
    if choice is not None and reform.in_force_from <= choice.in_force_from:
        return None
    return unassigned(state, reform, why)


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


def unassigned(state: Running, reform: Reform, why: NoHeir) -> CaseUnassigned:
    """Return that a person has to choose."""
    return CaseUnassigned(
        reform=reform.key,
        in_force_from=reform.in_force_from,
        rule=why.rule,
        reason=reform.legal_basis,
        proposer=state.dossier.unit,
        desk=desk_of(state),
        candidates=why.candidates,
        decided_by=why.decided_by,
    )


def reassigned(
    state: Running, reform: Reform, heir: Heir, way: Route, hand: Hand, reason: str = ""
) -> CaseReassigned:
    """Return who is competent from the reform on."""
    first, unit = way.steps[0], heir.unit.code
    desk = Desk("draft", unit, None, None)
    if not isinstance(state, Draft):
        owner = unit if isinstance(state, Returned) else first.unit
        desk = Desk(WORK[type(state)], owner, first.key, first.level)
    return CaseReassigned(
        reform=reform.key,
        in_force_from=reform.in_force_from,
        rule=heir.rule,
        reason=reason or because(state, reform),
        from_proposer=state.dossier.unit,
        proposer=unit,
        from_desk=desk_of(state),
        desk=desk,
        handed=way.handed,
        dropped=way.dropped,
        due_on=due_after(state, first, hand),
    )


def because(state: Running, reform: Reform) -> str:
    """Return the law of the reform, and the source of each rule about a power that moves."""
    award = state.dossier.ladder.award
    used = (reform.transfer(step.level, step.act, award) for step in ahead(state))
    sources = dict.fromkeys(one.source for one in used if one)
    return " | ".join((reform.legal_basis, *sources))


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


def undecided(cmd: AssignSuccessor, state: Opened) -> tuple[Running, CaseUnassigned]:
    """
    Return the case and what has to be chosen for it.

    Raises:
        Refused: the case waits for no choice of this reform.
    """
    choice = state.dossier.undecided
    if not isinstance(state, Running) or choice is None or choice.reform != cmd.reform.key:
        facts = {"reform": cmd.reform.key}
        raise Refused(Refusal("nothing-undecided", Kind.CONFLICT, "nothing to choose", facts))
    return state, choice


def the_unit_is_a_candidate(cmd: AssignSuccessor, choice: CaseUnassigned) -> Refusal | None:
    """Refuse a unit that is none of those that carry the old one on (house rule)."""
    if choice.rule != DIVIDED or cmd.unit in choice.candidates:
        return None
    facts = {"unit": cmd.unit, "candidates": listed(choice.candidates)}
    return Refusal("not-a-successor", Kind.INVALID, "not among the successors", facts)


def the_case_has_a_way_there(cmd: AssignSuccessor, way: Route | None) -> Refusal | None:
    """Refuse a unit that does not stand that day, or above which a step would be nobody's."""
    if way is not None:
        return None
    facts = {"unit": cmd.unit, "effective_on": cmd.reform.in_force_from.isoformat()}
    return Refusal("no-authority-there", Kind.INVALID, "a step would be nobody's", facts)


def the_choice_follows_the_reform(hand: Hand, reform: Reform) -> Refusal | None:
    """Refuse a choice dated before the reform (ADR 17)."""
    if hand.effective_on >= reform.in_force_from:
        return None
    facts = {"in_force_from": reform.in_force_from.isoformat()}
    return Refusal("dated-before-reform", Kind.INVALID, "older than the reform", facts)


def assign(cmd: AssignSuccessor, state: Opened) -> Sequence[AuthorityEvent]:
    """Let a person choose who carries a case on; the keeper of the directory of the unit above."""
    case, choice = undecided(cmd, state)
    unit = cmd.reform.units.unit(cmd.unit, cmd.reform.in_force_from)
    heir = Heir(unit, CHOSEN) if unit else None
    award = case.dossier.ladder.award
    way = route(ahead(case), heir, cmd.reform, award) if heir else None
    demand(
        the_hand_has_the_role(cmd.hand, KEEPER),
        the_hand_sits_in_the_unit(cmd.hand, choice.decided_by) if choice.decided_by else None,
        nobody_judges_their_own_case(cmd.hand, case.dossier),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_choice_follows_the_reform(cmd.hand, cmd.reform),
        the_unit_is_a_candidate(cmd, choice),
        the_case_has_a_way_there(cmd, way),
    )
    return [reassigned(case, cmd.reform, heir, way, cmd.hand, cmd.reason)] if heir and way else []
