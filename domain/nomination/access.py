"""Who may lay hands on a case: its proposers, its judges, and never its own nominator."""

from collections.abc import Sequence
from datetime import date

from domain.access import (
    no_paper_is_older_than_what_it_builds_on,
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.copies import replace
from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.state import AtStep, Dossier, Opened
from domain.refusal import Kind, Refusal, listed

NOMINATING = "nominating-officer"
SERVICE = "service"


def the_paper_is_not_older_than_the_case(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Refuse a paper dated before the case was opened (ADR 17)."""
    if hand.effective_on >= dossier.opened_on:
        return None
    facts = {"opened_on": dossier.opened_on.isoformat()}
    return Refusal("dated-before-opening", Kind.INVALID, "the paper is older than the case", facts)


def the_act_follows_what_it_builds_on(hand: Hand, dossier: Dossier, day: date) -> Refusal | None:
    """Refuse an act dated before the *day* of the one it builds on (house rule, ADR 17)."""
    if hand.effective_on < dossier.opened_on:
        return None  # `dates` says so
    return no_paper_is_older_than_what_it_builds_on(hand, day)


def the_act_follows_the_last(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Hold an act that takes the case on against all that was done where it stands."""
    return the_act_follows_what_it_builds_on(hand, dossier, dossier.last_act_on)


def the_opinion_follows_the_arrival(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Hold an opinion at a step against the arrival there: opinions do not build on each other."""
    return the_act_follows_what_it_builds_on(hand, dossier, dossier.came_on)


def the_act_follows_the_hearing(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Hold an act that may pass a step against what others were asked and said (ADR 17)."""
    last = dossier.hearing.last_on
    return the_act_follows_what_it_builds_on(hand, dossier, last) if last else None


def the_authority_is_decided(dossier: Dossier) -> Refusal | None:
    """Refuse acts on a case whose authority a reform left to a person to choose (ADR 38)."""
    choice = dossier.undecided
    if choice is None:
        return None
    facts = {"reform": choice.reform, "candidates": listed(choice.candidates)}
    return Refusal("successor-undecided", Kind.CONFLICT, "a person has to choose", facts)


def dates(hand: Hand, dossier: Dossier) -> tuple[Refusal | None, ...]:
    """Check the date on the paper of any act on an existing case."""
    return (
        the_paper_is_not_dated_ahead(hand),
        the_paper_is_not_older_than_the_case(hand, dossier),
    )


def proposers(hand: Hand, dossier: Dossier) -> tuple[Refusal | None, ...]:
    """Check that the hand is the proposing unit's nominating officer."""
    return (
        the_hand_has_the_role(hand, NOMINATING),
        the_hand_sits_in_the_unit(hand, dossier.unit),
        the_authority_is_decided(dossier),
        *dates(hand, dossier),
    )


def judges(hand: Hand, dossier: Dossier, step: Step) -> tuple[Refusal | None, ...]:
    """Check that the hand may act at *step*."""
    return (
        the_hand_has_the_role(hand, step.role),
        the_hand_sits_in_the_unit(hand, step.unit),
        the_authority_is_decided(dossier),
        nobody_judges_their_own_case(hand, dossier),
        *dates(hand, dossier),
    )


def as_carried_on(step: Step, dossier: Dossier, hand: Hand) -> Step:
    """
    Return a step of a case that has ended, with who stands for its unit (house rule, ADR 113).

    No reform moves a case that has ended, but what is open on it holds its nominee everywhere. So
    where the step's unit has ended too, whoever carries it on judges it, else the nearest unit
    above it that stands. A hand of the old unit goes on as before.
    """
    return stood_for(step, dossier.units_of, hand)


def stood_for(step: Step, known_on: date, hand: Hand) -> Step:
    """Return a step with the unit as which a hand acts for the one that had it on a day."""
    given = step.unit, known_on, hand.effective_on, hand.units
    return replace(step, unit=hand.forces.lineage.acting_for(*given))


def judges_on_the_way(
    hand: Hand, dossier: Dossier, steps: Sequence[Step] = ()
) -> tuple[Refusal | None, ...]:
    """Check that the hand may act at some step of the case, wherever it waits."""
    steps = steps or dossier.ladder.steps
    own = [one for one in steps if one.role in hand.roles and one.unit in hand.units]
    return judges(hand, dossier, (own or steps)[0])


def judges_in(hand: Hand, dossier: Dossier, unit: str) -> tuple[Refusal | None, ...]:
    """Check that the hand may act at some step of the case in *unit*."""
    steps = [one for one in dossier.ladder.steps if one.unit == unit]
    own = [one for one in steps if one.role in hand.roles]
    return judges(hand, dossier, (own or steps or dossier.ladder.steps)[-1])


def keepers(hand: Hand, state: Opened) -> tuple[Refusal | None, ...]:
    """Check that the hand may change the content: the step's judge, else the proposing unit."""
    if isinstance(state, AtStep):
        return judges(hand, state.dossier, state.step)
    return proposers(hand, state.dossier)
