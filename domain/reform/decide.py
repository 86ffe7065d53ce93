"""Applying a reform to the house: once, by an operator, and never another one under its name."""

from domain.access import the_hand_has_the_role, the_paper_is_not_dated_ahead
from domain.change import Change
from domain.decider import Fold, demand
from domain.house_acts.commands import Sort
from domain.house_acts.decide import done, unagreed
from domain.house_acts.state import HouseAct
from domain.reform.commands import AuthorityCommand, ReorganiseUnits
from domain.reform.events import UnitsReorganised
from domain.reform.powers import POWERS_STREAM, Known, is_said, powers_of
from domain.refusal import ImpossibleHistory, Kind, Refusal

OPERATOR = "operator"
Applying = ReorganiseUnits | AuthorityCommand
State = UnitsReorganised | None


def evolve(state: State, event: UnitsReorganised) -> State:
    """Return the reform; raises ImpossibleHistory when it was applied before."""
    if state is not None:
        raise ImpossibleHistory(state, event)
    return event


REFORM: Fold[State, UnitsReorganised] = Fold(None, evolve, UnitsReorganised)


def the_reform_is_the_one_applied(cmd: Applying, state: State) -> Refusal | None:
    """Refuse other data under the name of a reform that was applied (house rule)."""
    if state is None or state.digest in {cmd.reform.digest, *cmd.reform.known_as}:
        return None
    facts = {"reform": cmd.reform.key, "digest": state.digest}
    return Refusal("reform-differs", Kind.CONFLICT, "applied before from other data", facts)


def the_reform_was_applied(cmd: AuthorityCommand, state: State, *, asked: bool) -> Refusal | None:
    """Refuse to move a case by a reform nobody applied, once two persons apply one (ADR 88)."""
    if state is not None or not asked:
        return None
    facts = {"reform": cmd.reform.key}
    return Refusal("reform-not-applied", Kind.CONFLICT, "it was not applied", facts)


def applicable(cmd: ReorganiseUnits, state: State) -> list[Refusal]:
    """Return why a reform may not be applied; its day, a rehearsal need not wait for."""
    found = (the_hand_has_the_role(cmd.hand, OPERATOR), the_reform_is_the_one_applied(cmd, state))
    return [one for one in found if one]


def moved(cmd: ReorganiseUnits, known: Known) -> list[Change]:
    """Return what a reform moves for new cases, unless that is *known*; it may be said later."""
    powers = powers_of(cmd.reform) if cmd.says_powers else None
    if powers is None or is_said(powers, known):
        return []
    return [Change(POWERS_STREAM, powers)]


def reorganise(cmd: ReorganiseUnits, state: State, act: HouseAct, known: Known) -> list[Change]:
    """
    Note that a reform is applied, as *act* was agreed to; again is nothing.

    Which powers it moves is noted beside it; where an earlier version did not, it is completed.

    Raises:
        Refused: with every broken rule.
    """
    plan, sort = cmd.reform, Sort.REFORM.value
    asks = cmd.asked and state is None
    digests = {plan.digest, *plan.known_as}
    demand(
        *applicable(cmd, state),
        the_paper_is_not_dated_ahead(cmd.hand),
        *(unagreed(sort, plan.key, digests, cmd.hand, act) if asks else ()),
    )
    if state:
        return moved(cmd, known)
    fact = UnitsReorganised(
        plan.key, plan.in_force_from, plan.legal_basis, plan.digest, plan.source, plan.confirmed
    )
    agreed = [done(sort, plan.key, act)] if asks else []
    return [Change(plan.stream, fact), *moved(cmd, known), *agreed]
