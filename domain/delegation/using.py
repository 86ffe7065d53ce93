"""Acting by a delegation: whether it carries an act, and the hand that it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.access import VIETNAM, person
from domain.acting import ActingFor
from domain.decider import demand
from domain.delegation.events import DelegationGranted, Scope
from domain.delegation.granting import ACTS, lent_on
from domain.delegation.state import Granted, State
from domain.hand import Hand
from domain.refusal import Kind, Refusal, Refused, listed


@dataclass(frozen=True, slots=True)
class About:
    """A case an act is about, as far as a scope asks: award, movement, level of the step."""

    award: str
    movement: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done: an act by its name, and the cases it is about."""

    act: str
    cases: Sequence[About]


def it_is_the_hands_own(hand: Hand, given: DelegationGranted) -> Refusal | None:
    """Refuse somebody else's delegation (ADR 41)."""
    if person(hand.actor) == person(given.delegate):
        return None
    return Refusal("delegation-not-yours", Kind.FORBIDDEN, "it names another delegate")


def days_of(hand: Hand) -> tuple[tuple[str, date], ...]:
    """Return the days on which power is needed: that of the paper, and today in Viet Nam."""
    today = hand.recorded_at.astimezone(VIETNAM).date()
    return (("effective_on", hand.effective_on), ("today", today))


def it_has_begun(hand: Hand, given: DelegationGranted) -> Refusal | None:
    """Refuse an act on a day before the first (ADR 41)."""
    early = {name: day.isoformat() for name, day in days_of(hand) if day < given.begins_on}
    facts = {"begins_on": given.begins_on.isoformat(), **early}
    found = Refusal("delegation-not-begun", Kind.FORBIDDEN, "it has not begun", facts)
    return found if early else None


def it_has_not_run_out(hand: Hand, given: DelegationGranted) -> Refusal | None:
    """Refuse an act on a day after the last (ADR 41)."""
    last = given.ends_on or date.max
    late = {name: day.isoformat() for name, day in days_of(hand) if day > last}
    facts = {"ends_on": last.isoformat(), **late}
    return Refusal("delegation-expired", Kind.FORBIDDEN, "it is over", facts) if late else None


def it_was_not_taken_back(hand: Hand, state: Granted) -> Refusal | None:
    """Refuse an act on a day from which the power is back with the delegator (ADR 41)."""
    since = state.ended or date.max
    late = {name: day.isoformat() for name, day in days_of(hand) if day >= since}
    facts = {"since": since.isoformat(), **late}
    found = Refusal("delegation-revoked", Kind.FORBIDDEN, "the power was taken back", facts)
    return found if late else None


def the_unit_is_the_one_that_lent(hand: Hand, state: Granted) -> Refusal | None:
    """Refuse an act in a unit that got the code of the one that lent since (house: ADR 124)."""
    unit = state.given.scope.unit
    if not hand.forces.lineage.is_another_now(unit, lent_on(state), hand.effective_on):
        return None
    facts = {"unit": unit, "effective_on": hand.effective_on.isoformat()}
    return Refusal("unit-unknown", Kind.INVALID, "no unit of that code that day", facts)


def out_of_scope(name: str, is_: str | None, lent: Sequence[str]) -> Refusal:
    """Say what lies outside a delegation, and what it covers."""
    facts = {name: is_ or "none", "lent": listed(sorted(lent))}
    return Refusal("delegation-out-of-scope", Kind.FORBIDDEN, f"no power for this {name}", facts)


def the_act_is_lent(asked: Asked, scope: Scope) -> Refusal | None:
    """Refuse an act that the delegation does not name, or that nobody can lend (ADR 41)."""
    lent = scope.acts or ACTS
    return None if asked.act in lent else out_of_scope("act", asked.act, [*lent])


def the_awards_are_lent(asked: Asked, scope: Scope) -> Iterator[Refusal]:
    """Refuse a case of an award that the delegation does not name."""
    for award in sorted({one.award for one in asked.cases}):
        if scope.awards and award not in scope.awards:
            yield out_of_scope("award", award, scope.awards)


def the_movement_is_lent(asked: Asked, scope: Scope) -> Iterator[Refusal]:
    """Refuse a case outside the movement that the delegation is for."""
    for movement in sorted({one.movement or "" for one in asked.cases}):
        if scope.movement is not None and movement != scope.movement:
            yield out_of_scope("movement", movement, [scope.movement])


def the_level_is_lent(asked: Asked, scope: Scope) -> Iterator[Refusal]:
    """Refuse an act at another level than the delegation is for, or on a case at no step of it."""
    for level in sorted({one.level or "" for one in asked.cases}):
        if scope.level is not None and level != scope.level:
            yield out_of_scope("level", level, [scope.level])


def hand_of(hand: Hand, delegation: UUID, state: State, asked: Asked) -> Hand:
    """
    Return the hand of a delegate: role, unit and capacity as lent, and nothing of their own.

    Raises:
        Refused: with every rule that keeps this delegation from carrying the act.
    """
    if not isinstance(state, Granted):
        facts = {"delegation": str(delegation)}
        unknown = Refusal("delegation-unknown", Kind.FORBIDDEN, "no such delegation", facts)
        raise Refused(unknown)
    given, scope = state.given, state.given.scope
    demand(
        it_is_the_hands_own(hand, given),
        it_has_begun(hand, given),
        it_has_not_run_out(hand, given),
        it_was_not_taken_back(hand, state),
        the_unit_is_the_one_that_lent(hand, state),
        the_act_is_lent(asked, scope),
        *the_awards_are_lent(asked, scope),
        *the_movement_is_lent(asked, scope),
        *the_level_is_lent(asked, scope),
    )
    return replace(
        hand,
        roles=frozenset({scope.role}),
        units=frozenset({scope.unit}),
        capacity=given.capacity,
        delegation=ActingFor(delegation, given.delegator, given.basis.number, given.basis.dated),
    )
