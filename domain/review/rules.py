"""
The rules of reviews, each a function with its source.

No text of the law on emulation was found that says how a decision on awards is reviewed (domain
facts 9.5, 9.6: not confirmed): these are house rules.
"""

from collections.abc import Iterable, Iterator

from domain.access import (
    VIETNAM,
    person,
    persons_behind,
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
)
from domain.answering import who_answers
from domain.audit.access import AUDITING, COUNTRY
from domain.audit.across import ACROSS
from domain.audit.on_a_path import ON_A_PATH
from domain.hand import Hand
from domain.reading import NAMELESS, reviewed_by
from domain.refusal import Kind, Refusal, listed
from domain.review.commands import AnswerInReview, Cited
from domain.review.reviewed import Reviewed
from domain.review.state import File, Point

GROUNDS = ("audit-finding", "complaint", "denunciation", "plan", "request")
RULES = (*ON_A_PATH, *ACROSS)
ANSWERING = ("leader", "clerk")


def nobody_reviews_their_own_work(hand: Hand, reviewed: Reviewed) -> Refusal | None:
    """
    Refuse an auditor who had a hand in the decision or one of its cases, or is a nominee.

    Source:
        House rule, beside the Anti-corruption Law 2018 art. 23 (facts 9.6, not confirmed).
    """
    own = persons_behind(hand) & reviewed.hands
    if not own:
        return None
    facts = {"person": listed(sorted(own))}
    return Refusal("own-work-reviewed", Kind.FORBIDDEN, "they had a hand in it", facts)


def who_answered_does_not_audit(hand: Hand, file: File) -> Refusal | None:
    """Refuse an auditor who spoke for the audited in the same review (house rule, ADR 75)."""
    own = persons_behind(hand) & file.answering
    if not own:
        return None
    facts = {"person": listed(sorted(own))}
    return Refusal("own-work-reviewed", Kind.FORBIDDEN, "they had a hand in it", facts)


def who_audits_does_not_answer(hand: Hand, file: File) -> Refusal | None:
    """Refuse an answer of who acted as an auditor of the review, or has that role (house rule)."""
    auditors = persons_behind(hand) & file.auditors
    if not auditors and not AUDITING & hand.roles:
        return None
    detail = "the answers come from the audited side"
    return Refusal("auditor-answers", Kind.FORBIDDEN, detail, {"person": person(hand.actor)})


def the_hand_answers_for_units(hand: Hand) -> Refusal | None:
    """Refuse who is neither leader nor clerk: a unit answers by these (house rule)."""
    if hand.roles & {*ANSWERING}:
        return None
    return the_hand_has_the_role(hand, ANSWERING[0])


def speaking(unit: str, file: File, hand: Hand) -> str:
    """
    Return the unit that speaks for an audited one: itself, or who stands for one that ended.

    The audited are named as of the opening, or by the code of one that had ended before with nobody
    to carry it on; no reform hands a review on (house rule, ADR 127).
    """
    return who_answers(unit, hand.forces.lineage.last_borne(unit, file.opened_on), hand)


def answering(hand: Hand, unit: str, file: File) -> tuple[Refusal | None, ...]:
    """Check that a hand speaks for an audited unit."""
    return (
        the_hand_answers_for_units(hand),
        the_hand_sits_in_the_unit(hand, speaking(unit, file, hand)),
        who_audits_does_not_answer(hand, file),
    )


def the_opening_ground_is_known(ground: str) -> Refusal | None:
    """Refuse to open a review for no ground of the list (house rule)."""
    if ground in GROUNDS:
        return None
    facts = {"ground": ground, "allowed": listed(sorted(GROUNDS))}
    return Refusal("ground-unknown", Kind.INVALID, "no such ground", facts)


def the_rules_are_of_an_audit(rules: Iterable[str | None]) -> Iterator[Refusal]:
    """Refuse a rule of audit that nobody looks by (house rule)."""
    for one in rules:
        if one is not None and one not in RULES:
            facts = {"rule": one}
            yield Refusal("audit-rule-unknown", Kind.INVALID, "no such rule of audit", facts)


def the_facts_are_of_the_cases(cites: Iterable[Cited], reviewed: Reviewed) -> Refusal | None:
    """Refuse to cite what is not there, or is of no case of the decision (house rule)."""
    foreign = [one.position for one in cites if one.stream not in reviewed.streams]
    if not foreign:
        return None
    facts = {"positions": listed(foreign)}
    return Refusal("fact-foreign", Kind.INVALID, "no facts of the decision's cases", facts)


def something_is_cited(cites: Iterable[Cited]) -> Refusal | None:
    """Refuse a finding that rests on no fact (house rule: a finding cites what it saw)."""
    if [*cites]:
        return None
    return Refusal("nothing-cited", Kind.INVALID, "a finding cites facts")


def a_finding_that_leads_to_it_is_cited(ground: str, cites: Iterable[Cited]) -> Refusal | None:
    """Refuse to open for a finding without the facts that it cites (house rule)."""
    return something_is_cited(cites) if ground == GROUNDS[0] else None


def the_unit_is_audited(unit: str, file: File) -> Refusal | None:
    """Refuse to put something to a unit that is not on the path of the cases (house rule)."""
    if unit in file.opened.audited:
        return None
    facts = {"unit": unit, "may": listed(file.opened.audited)}
    return Refusal("unit-not-audited", Kind.INVALID, "not on the path of the cases", facts)


def the_point_is_new(reference: str, file: File) -> Refusal | None:
    """Refuse a reference under which something was put to a unit before (house rule)."""
    if reference not in file.points:
        return None
    return Refusal("reference-taken", Kind.CONFLICT, "another point bears this number")


def the_term_is_a_term(unit: str, working_days: int) -> Refusal | None:
    """Refuse a term of less than a working day (house rule, as ADR 42)."""
    if working_days >= 1:
        return None
    facts = {"agency": unit}
    return Refusal("term-impossible", Kind.INVALID, "a term is a working day at least", facts)


def the_answer_fits(cmd: AnswerInReview, point: Point) -> Refusal | None:
    """Refuse an answer to a finding that leaves open whether it is accepted, and the reverse."""
    if (cmd.accepts is not None) is point.is_finding:
        return None
    detail = "a finding is accepted or not, a question is answered"
    return Refusal("answer-misfits", Kind.INVALID, detail, {"reference": cmd.reference})


def is_a_party(hand: Hand, file: File) -> bool:
    """
    Say whether a hand may read a review: its auditors and the audited, nobody else (ADR 75).

    Who stands for an audited unit that ended is a party as that was (ADR 127). An operator has no
    part in cases, also where their unit is audited (house rule, ADR 84).
    """
    if not hand.roles - NAMELESS:
        return False
    country, today = hand.forces.lineage.units, hand.received_at.astimezone(VIETNAM).date()
    units = reviewed_by(hand.units, country, today) if country else hand.units
    audits = bool(AUDITING & hand.roles and units & {file.opened.unit, COUNTRY})
    return audits or bool(units & {*file.opened.audited})
