"""Acts that follow a review: they cite it, it knows them, and what it did not ask is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

from domain.decision.commands import CorrectDecision
from domain.decision.events import DecisionCorrected, GrantsAnnulled
from domain.register.events import HonourRecovered
from domain.review import events as e
from tests.builders import CASE, CLERK, DECISION, DISTRICT, OTHER
from tests.domain.test_decision import HONOUR, annul, annulled, entry, recover, recovered
from tests.reviewing import (
    LEADER,
    MAY,
    OWN,
    REVIEW,
    TOLD,
    close,
    concluded,
    decided,
    over,
    running,
)

LATER = MAY + timedelta(days=3)
SIGNER, ITS_CLERK = (replace(one, effective_on=LATER) for one in (LEADER, CLERK))
SIGNER = replace(SIGNER, capacity="TM")
FOLLOWING = replace(annul(SIGNER), review=REVIEW)
followed = e.ReviewFollowed("annulment", DISTRICT, (CASE,), "9/QĐ-UBND", True)
CORRECTION = CorrectDecision(
    DECISION, ITS_CLERK, "legal_basis", "Law 06/2022", "Law 06/2022/QH15", "typo", REVIEW
)


def test_an_annulment_that_cites_the_review_follows_it():
    outcome = over().when(FOLLOWING)
    outcome.then_in(REVIEW, followed)
    fact = GrantsAnnulled((CASE,), "fraud", "forged report", "9/QĐ-UBND", LATER, REVIEW)
    outcome.then_in(DECISION, fact)
    over(None, followed).when(close(replace(OWN, effective_on=LATER))).then(
        e.ReviewClosed(True, TOLD)
    )


def test_an_annulment_of_a_part_leaves_the_rest_to_follow():
    both = replace(concluded(), nominations=(CASE, OTHER))
    over(both).when(FOLLOWING).then_in(REVIEW, replace(followed, whole=False))
    part = replace(followed, nominations=(OTHER,), whole=False)
    over(both, part).when(FOLLOWING).then_in(REVIEW, followed)
    over(both, part).when(close()).then_refused("follow-up-awaited")


def test_what_the_review_did_not_conclude_does_not_cite_it():
    ungranted = concluded("irregular", None)
    over(ungranted).when(FOLLOWING).then_refused("review-asks-otherwise")
    over(replace(concluded(), ground="false-papers")).when(FOLLOWING).then_refused(
        "review-asks-otherwise"
    )
    over(replace(concluded(), nominations=(OTHER,))).when(FOLLOWING).then_refused(
        "review-asks-otherwise"
    )
    running().when(FOLLOWING).then_refused("review-elsewhere")
    over(None, e.ReviewClosed(False, TOLD)).when(FOLLOWING).then_refused("review-elsewhere")
    decided().when(FOLLOWING).then_refused("review-unknown")
    before = replace(SIGNER, effective_on=MAY - timedelta(days=1))
    over().when(replace(FOLLOWING, hand=before)).then_refused("dated-before-earlier-act")


def test_a_review_of_another_decision_is_none_of_this_one():
    first, *rest = over().facts[REVIEW]
    other = first._replace(event=replace(cast("e.ReviewOpened", first.event), decision=OTHER))
    over().and_in(REVIEW, other, *rest).when(FOLLOWING).then_refused("review-unknown")


def test_a_correction_may_follow_and_leaves_the_measures_to_be_reported():
    asks = concluded("irregular", None)
    noted = e.ReviewFollowed("correction", DISTRICT, (), None, False)
    fact = DecisionCorrected("legal_basis", "Law 06/2022", "Law 06/2022/QH15", "typo", REVIEW)
    over(asks).when(CORRECTION).then(fact, noted)
    over(concluded("to-supplement", None)).when(CORRECTION).then(fact, noted)
    over().when(CORRECTION).then_refused("review-asks-otherwise")
    over(asks, noted).when(close()).then_refused("follow-up-awaited")


def test_a_recovery_may_follow_an_annulment_that_was_called_for():
    gone = over(None, followed).and_in(HONOUR, entry, annulled)
    order = replace(recover(by=ITS_CLERK), review=REVIEW)
    gone.when(order).then(
        HonourRecovered(True, 700_000, "receipt 5", "fraud", REVIEW),
        e.ReviewFollowed("recovery", DISTRICT, (CASE,), None, False),
    )
    asks = over(concluded("irregular", None)).and_in(HONOUR, entry, annulled)
    asks.when(order).then_refused("review-asks-otherwise")


def test_acts_that_cite_no_review_say_nothing_of_one():
    plain = over().when(replace(FOLLOWING, review=None))
    plain.then_in(REVIEW)
    gone = decided().and_in(HONOUR, entry, annulled)
    gone.when(recover(by=ITS_CLERK)).then(recovered)
