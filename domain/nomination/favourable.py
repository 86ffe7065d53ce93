"""Putting an open case under a newer regime that is more favourable to its nominee (ADR 44)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.access import the_hand_sits_in_the_unit
from domain.decider import demand
from domain.eligibility.body import Body, an_agenda_has_it
from domain.eligibility.look import Beside
from domain.hand import Hand
from domain.ladder import Ladder, Step
from domain.nomination.access import (
    dates,
    the_act_follows_the_last,
    the_authority_is_decided,
)
from domain.nomination.choosing import ChooseRegime
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.favour import RegimeChosen
from domain.nomination.opening import the_award_honours_such_a_subject
from domain.nomination.otherwise import differences, something_is_not_against_the_nominee
from domain.nomination.returns import no_count_is_kept_of_it
from domain.nomination.running import arrived, due_at
from domain.nomination.state import AtStep, Dossier, Opened, Returned
from domain.refusal import Kind, Refusal, Refused, listed

CHOOSING = frozenset({"appraiser", "council-secretary"})
Waiting = AtStep | Returned


def the_hand_appraises_the_case(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Refuse a hand without a role that may choose the regime (house rule: no source found)."""
    if hand.roles & CHOOSING:
        return None
    facts = {"roles": listed(sorted(CHOOSING)), "units": listed(desks(dossier))}
    return Refusal("role-missing", Kind.FORBIDDEN, "only who appraises may choose", facts)


def the_hand_sits_on_the_way(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Refuse a hand of a unit in which nobody of its role has a step of the case (house rule)."""
    units = desks(dossier, hand.roles & CHOOSING or CHOOSING)
    if hand.units & set(units):
        return None
    return the_hand_sits_in_the_unit(hand, listed(units or desks(dossier)))


def desks(dossier: Dossier, roles: frozenset[str] = CHOOSING) -> tuple[str, ...]:
    """Return the units in which one of *roles* has a step of the case."""
    steps = dossier.ladder.steps
    return tuple(dict.fromkeys(one.unit for one in steps if one.role in roles))


def the_transition_lets_it(cmd: ChooseRegime, dossier: Dossier) -> Refusal | None:
    """Refuse a regime whose transition rule names no case of the one it stands under."""
    allowed = cmd.newer.favours.regimes if cmd.newer.favours else ()
    if dossier.ladder.regime in allowed:
        return None
    facts = {"from": dossier.ladder.regime, "to": cmd.newer.key, "allowed": listed(allowed)}
    return Refusal("transition-forbids", Kind.INVALID, "no such case may go under it", facts)


def the_regime_is_in_force(cmd: ChooseRegime, on: date) -> Refusal | None:
    """Refuse a regime that is not in force on the date of the paper (ADR 44)."""
    if cmd.newer.covers(on):
        return None
    facts = {"regime": cmd.newer.key, "effective_on": on.isoformat()}
    return Refusal("regime-not-in-force", Kind.INVALID, "not in force that day", facts)


def the_award_is_given_there(cmd: ChooseRegime, dossier: Dossier) -> Refusal | None:
    """Refuse a regime that does not give the award to a case of that unit (ADR 44)."""
    if cmd.ladder is not None:
        return None
    facts = {"award": dossier.ladder.award, "unit": dossier.unit, "regime": cmd.newer.key}
    return Refusal("award-not-given", Kind.INVALID, "the regime gives no such award there", facts)


def waiting(cmd: ChooseRegime, state: Opened) -> Refusal | None:
    """Refuse a case that is not filed, is on its way, or has ended: nothing is left to choose."""
    if isinstance(state, Waiting):
        return None
    facts = {"order": type(cmd).__name__, "state": type(state).__name__}
    detail = f"{facts['order']} does not go with a case that is {facts['state']}"
    return Refusal("not-in-this-state", Kind.CONFLICT, detail, facts)


def no_session_holds_it(body: Body) -> Refusal | None:
    """Refuse another share of votes for a case that a council was called to (ADR 133)."""
    return None if body.session is None else an_agenda_has_it(body.session)


def found(cmd: ChooseRegime, state: Opened, beside: Beside) -> Iterator[Refusal | None]:
    """Hold the order against every rule."""
    dossier, hand = state.dossier, cmd.hand
    yield waiting(cmd, state)
    yield the_hand_appraises_the_case(hand, dossier)
    yield the_hand_sits_on_the_way(hand, dossier)
    yield the_authority_is_decided(dossier)
    yield nobody_judges_their_own_case(hand, dossier)
    yield from dates(hand, dossier)
    yield the_act_follows_the_last(hand, dossier)
    yield no_session_holds_it(beside.body)
    yield no_count_is_kept_of_it(beside.body)
    yield the_transition_lets_it(cmd, dossier)
    yield the_regime_is_in_force(cmd, hand.effective_on)
    yield the_award_is_given_there(cmd, dossier)
    if cmd.ladder:
        yield the_award_honours_such_a_subject(dossier.nominee.kind, cmd.ladder)
        yield something_is_not_against_the_nominee(dossier, cmd.ladder)


def choose(cmd: ChooseRegime, state: Opened, beside: Beside) -> Sequence[RegimeChosen]:
    """
    Put a case under a newer regime; the same again is refused, for it stands under it.

    Raises:
        Refused: with every broken rule.
    """
    if not isinstance(state, Waiting) or cmd.ladder is None or cmd.newer.favours is None:
        raise Refused(*(one for one in found(cmd, state, beside) if one))
    demand(*found(cmd, state, beside))
    dossier, rule = state.dossier, cmd.newer.favours
    ladder, step = onward(dossier.ladder, state.step, cmd.ladder)
    return [
        RegimeChosen(
            from_regime=dossier.ladder.regime,
            regime=cmd.newer.key,
            ladder=ladder,
            step=step.key,
            due_on=due_after(state, step, cmd.hand),
            reason=cmd.reason,
            transition=f"{rule.en} ({rule.source})",
            confirmed=rule.confirmed,
            differences=differences(dossier, (), cmd.ladder),
        )
    ]


def onward(old: Ladder, at: Step, new: Ladder) -> tuple[Ladder, Step]:
    """
    Return the route of a case that waits *at* a step, and the step it waits at from then on.

    What it has passed stays, as it was; the steps of the new route that come after the last of
    those are still ahead of it. A deciding step is never passed, so one is left.
    """
    passed = old.before(at.key)
    done = [number for number, step in enumerate(new.steps) if any(same(step, p) for p in passed)]
    ahead = new.steps[max(done, default=-1) + 1 :]
    return replace(new, steps=(*passed, *ahead)), ahead[0]


def same(one: Step, other: Step) -> bool:
    """Say whether two steps of two regimes do the same work at the same level."""
    return (one.level, one.act) == (other.level, other.act)


def stays(one: Step, other: Step) -> bool:
    """Say whether a case stays where it is: what was said and what runs there goes on."""
    return one.key == other.key and one.level == other.level


def due_after(state: Waiting, step: Step, hand: Hand) -> date | None:
    """Return the last day of the term: it runs on at a step that stays, another has a whole one."""
    if isinstance(state, Returned):
        return None
    return state.due_on if stays(state.step, step) else due_at(step, state.dossier, hand)


def chosen(state: Opened, event: RegimeChosen) -> Opened | None:
    """Return a case under the newer regime, None for one that could not come under it."""
    if not isinstance(state, Waiting):
        return None
    dossier = replace(state.dossier, ladder=event.ladder, laid={})
    step = event.ladder.step(event.step)
    if isinstance(state, Returned):
        return replace(state, dossier=dossier, step=step)
    if stays(state.step, step):
        return replace(state, dossier=dossier, step=step, due_on=event.due_on)
    return arrived(dossier, step, event.due_on)
