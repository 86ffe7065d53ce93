"""
Separation of duties over the whole path of a case, by own hand or by delegation.

Those behind an act are the actor and, where there is one, the delegator: each of them answers.
No rule of emulation law was found (domain facts 9.6, 9.7: not confirmed); these are house rules
beside the Anti-corruption Law 2018 art. 23 (not confirmed).
"""

from collections.abc import Iterable

from domain.access import persons_behind
from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.agreements import Agreement
from domain.nomination.state import AtStep, Dossier
from domain.refusal import Kind, Refusal, listed


def theirs(hand: Hand, dossier: Dossier) -> Iterable[Agreement]:
    """Return the acts by which those behind a hand agreed to the case before."""
    behind = persons_behind(hand)
    return (one for one in dossier.agreements if behind & one.persons)


def nobody_judges_their_own_case(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Refuse who nominated and the nominee as judges (Anti-corruption Law 2018: unconfirmed)."""
    own = persons_behind(hand) & {*dossier.proposed_by, str(dossier.nominee.ref)}
    if not own:
        return None
    facts = {"person": listed(sorted(own))}
    return Refusal("own-nomination", Kind.FORBIDDEN, "nobody judges their own case", facts)


def nobody_gives_two_opinions(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Refuse who endorsed or appraised the case, at this step or another (house rule)."""
    return _again(next((one for one in theirs(hand, dossier) if one.opinion), None), hand)


def _again(given: Agreement | None, hand: Hand) -> Refusal | None:
    if given is None:
        return None
    facts = {"step": given.step, "person": listed(sorted(given.persons & persons_behind(hand)))}
    return Refusal("endorsed-twice", Kind.FORBIDDEN, "nobody endorses a case twice", facts)


def nobody_endorses_what_they_judged_elsewhere(
    hand: Hand, dossier: Dossier, step: Step
) -> Refusal | None:
    """Refuse who found a condition met at another step (house rule)."""
    given = (one for one in theirs(hand, dossier) if one.word and one.step != step.key)
    return _again(next(given, None), hand)


def nobody_judges_what_they_endorsed_elsewhere(
    hand: Hand, dossier: Dossier, step: Step
) -> Refusal | None:
    """Refuse a word on a condition by who endorsed, or found one met, at another step (house)."""
    given = (one for one in theirs(hand, dossier) if one.word or one.opinion)
    return _again(next((one for one in given if one.step != step.key), None), hand)


def nobody_endorses_what_they_were_consulted_on(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Refuse who agreed to the case for an agency that was consulted (house rule)."""
    heard = persons_behind(hand) & dossier.consulted
    if not heard:
        return None
    facts = {"person": listed(sorted(heard))}
    return Refusal("consulted-before", Kind.FORBIDDEN, "they agreed to it for an agency", facts)


def nobody_agrees_at_two_levels(hand: Hand, dossier: Dossier, step: Step) -> Refusal | None:
    """Refuse who endorsed, appraised, sent or granted the case at another level (house rule)."""
    other = next((one for one in theirs(hand, dossier) if one.level != step.level), None)
    if other is None:
        return None
    facts = {"step": other.step, "level": other.level}
    return Refusal("agreed-at-another-level", Kind.FORBIDDEN, "one level, one person", facts)


def nobody_agrees_in_two_offices(hand: Hand, dossier: Dossier, step: Step) -> Refusal | None:
    """
    Refuse who agreed to the case at this level in another office (house rule, ADR 101).

    Two offices of a level look at a case so that two people do. One office may do both: a ward has
    one chairman, who signs what was sent up or agreed to by that office. A person's hand is in one
    office (ADR 78); one in both at once is of a body, whose system tells what its offices did.
    """
    other = next((one for one in theirs(hand, dossier) if _of_another_office(one, step)), None)
    if other is None or {other.role, step.role} <= hand.roles:
        return None
    facts = {"step": other.step, "role": other.role}
    return Refusal("agreed-in-another-office", Kind.FORBIDDEN, "one office, one person", facts)


def _of_another_office(one: Agreement, step: Step) -> bool:
    """Say whether an agreement was given at another step of this level, in another office."""
    return one.step != step.key and one.level == step.level and one.role != step.role


def nobody_proposes_what_they_agreed_to(hand: Hand, dossier: Dossier) -> Refusal | None:
    """Refuse proposers who agreed to the case as its judges (house rule)."""
    own = next(iter(theirs(hand, dossier)), None)
    if own is None:
        return None
    facts = {"step": own.step, "level": own.level}
    return Refusal("own-agreement", Kind.FORBIDDEN, "judges of a case do not propose it", facts)


def nobody_settles_what_they_entered(key: str, hand: Hand, by: frozenset[str]) -> Refusal | None:
    """Refuse to settle a letter to who entered it, or stands behind that (house rule, ADR 55)."""
    own = persons_behind(hand) & by
    if not own:
        return None
    facts = {"reference": key, "person": listed(sorted(own))}
    return Refusal("settled-by-who-entered", Kind.FORBIDDEN, "another hand settles it", facts)


def of_an_opinion(hand: Hand, at: AtStep) -> tuple[Refusal | None, ...]:
    """Check who stands behind an opinion against the whole path of the case."""
    twice = nobody_gives_two_opinions(hand, at.dossier)
    elsewhere = nobody_endorses_what_they_judged_elsewhere(hand, at.dossier, at.step)
    return (
        twice,
        elsewhere,
        nobody_endorses_what_they_were_consulted_on(hand, at.dossier),
        nobody_agrees_at_two_levels(hand, at.dossier, at.step),
        # what is said twice is told once: two own words are of two steps already
        None if twice or elsewhere else nobody_agrees_in_two_offices(hand, at.dossier, at.step),
    )


def is_repeat(hand: Hand, step: str, dossier: Dossier) -> bool:
    """Say whether the same people gave this very opinion before, since the step began."""
    behind = persons_behind(hand)
    here = (one for one in dossier.agreements if one.opinion and one.step == step)
    return any(one.persons == behind for one in here)
