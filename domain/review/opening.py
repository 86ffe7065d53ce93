"""Who audits a decision, and opening a review of it."""

from collections.abc import Sequence
from uuid import UUID

from domain.access import the_paper_is_not_dated_ahead
from domain.audit.access import COUNTRY, the_audit_is_of_one_of, the_hand_audits
from domain.change import Change
from domain.decider import demand
from domain.decision.annul import issued, the_paper_follows_the_decision
from domain.decision.state import State as Decision
from domain.hand import Hand
from domain.paper import numbered
from domain.refusal import Kind, Refusal
from domain.register.claims import claimed, paper_key, the_number_is_free
from domain.register.decide import authorities
from domain.review import rules
from domain.review.commands import OpenReview
from domain.review.events import ReviewOpened
from domain.review.reviewed import Reviewed
from domain.review.state import NotOpened, State


def number_of(unit: str, hand: Hand, number: str) -> str:
    """Return the key of the number of the paper that opens a review."""
    return paper_key("review", unit, hand, number)


def auditing(hand: Hand, unit: str, reviewed: Reviewed) -> tuple[Refusal | None, ...]:
    """Check that a hand audits the unit that decided, or the country, and had no hand in it."""
    return (
        the_hand_audits(hand),
        the_audit_is_of_one_of(hand, [unit]),
        rules.nobody_reviews_their_own_work(hand, reviewed),
        the_paper_is_not_dated_ahead(hand),
    )


def office_of(unit: str, hand: Hand) -> str:
    """Return the unit for which an auditor reviews: the audited one, else the country."""
    return unit if unit in hand.units else COUNTRY


def answering_unit(decision: Decision, hand: Hand) -> str:
    """Return the unit that decided, or the one that carries it on today."""
    paper = issued(decision)
    return authorities(paper.unit, paper.dated, hand)[-1]


def open_review(
    cmd: OpenReview, state: State, decision: Decision, reviewed: Reviewed, holder: UUID | None
) -> Sequence[Change]:
    """
    Open a review of a decision.

    Raises:
        Refused: with every broken rule.
    """
    paper, unit = issued(decision), answering_unit(decision, cmd.hand)
    key = number_of(office_of(unit, cmd.hand), cmd.hand, cmd.number)
    opened = Refusal("already-opened", Kind.CONFLICT, "the review was opened")
    demand(
        None if isinstance(state, NotOpened) else opened,
        *auditing(cmd.hand, unit, reviewed),
        the_paper_follows_the_decision(cmd.hand, paper),
        *numbered(cmd.number),
        the_number_is_free(key, holder),
        *_led_to(cmd, reviewed),
    )
    audited = tuple(dict.fromkeys((*reviewed.units, unit)))
    cites = tuple(one.position for one in cmd.cites)
    who = unit, audited, office_of(unit, cmd.hand)
    fact = ReviewOpened(cmd.decision, cmd.number, cmd.ground, *who, cites, cmd.rules)
    return [Change(cmd.review, fact), claimed(key, cmd.review)]


def _led_to(cmd: OpenReview, reviewed: Reviewed) -> tuple[Refusal | None, ...]:
    """Check what led to a review."""
    return (
        rules.the_opening_ground_is_known(cmd.ground),
        rules.a_finding_that_leads_to_it_is_cited(cmd.ground, cmd.cites),
        *rules.the_rules_are_of_an_audit(cmd.rules),
        rules.the_facts_are_of_the_cases(cmd.cites, reviewed),
    )
