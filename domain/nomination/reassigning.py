"""Giving an open case one competent authority after a reform of units, by rule or by a person."""

from collections.abc import Sequence

from domain.access import (
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.decider import demand
from domain.directory.decide import KEEPER
from domain.hand import Hand
from domain.nomination.authority import AuthorityEvent, CaseUnassigned
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.handing import ahead, desk_of, reassigned
from domain.nomination.laying import laid
from domain.nomination.rerouting import Route, route, standing_of
from domain.nomination.state import Opened, Running
from domain.reform.commands import AssignSuccessor, AuthorityCommand, ReassignCase
from domain.reform.decide import OPERATOR
from domain.reform.heirs import DIVIDED, STANDS, UNFILLED, Heir, NoHeir, heir_of
from domain.reform.plan import Reform
from domain.reform.powers import powers_of
from domain.refusal import Kind, Refusal, Refused, listed

CHOSEN = "chosen-by-a-person"


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
    if not isinstance(state, Running):
        return None
    if touched(state, reform):
        return of_before(state, reform, hand)
    powers = powers_of(reform)
    found = laid(state, powers, hand) if powers else None
    return left_open(state, reform, found) if isinstance(found, NoHeir) else found


def of_before(state: Running, reform: Reform, hand: Hand) -> AuthorityEvent | None:
    """Return what a reform means for a case that names units of before it."""
    heir = heir_of(reform, state.dossier.unit, state.dossier.units_of)
    if isinstance(heir, NoHeir):
        return left_open(state, reform, heir)
    standing = standing_of(reform, heir)
    way = route(ahead(state), standing, reform, state.dossier.ladder.award)
    if way is None:
        why = NoHeir(UNFILLED, (heir.unit.code,), heir.unit.parent)
        return left_open(state, reform, why)
    return None if stays(state, heir, way) else reassigned(state, reform, standing, way, hand)


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
    """
    Refuse a unit that is none of those that carry the old one on (house rule).

    Where a step was nobody's, the keeper of the unit above may take another. Where none is above,
    no keeper's place is asked for, so the choice stays with the candidates, if there are any.
    """
    is_theirs = choice.rule == DIVIDED or (choice.decided_by is None and choice.candidates)
    if not is_theirs or cmd.unit in choice.candidates:
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
    heir = standing_of(cmd.reform, Heir(unit, CHOSEN)) if unit else None
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
