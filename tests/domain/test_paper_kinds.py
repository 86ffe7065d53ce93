"""A file holds, and a return asks for, kinds of paper that somebody knows."""

from dataclasses import replace

from domain.ladder import SubjectPaper
from domain.nomination.commands import AddEvidence, ReturnForSupplement
from domain.nomination.events import EvidenceAdded, Missing, ReturnedForSupplement
from domain.submission.commands import AnswerSubmission, ReturnItem
from tests.builders import (
    APPRAISER,
    CASE,
    LADDER,
    OFFICER,
    PAPER,
    SECRETARY,
    filed,
    opened,
    report,
    sha,
)
from tests.domain.test_submission import sent
from tests.spec import draft, given_in

KINDS = frozenset({"tax-confirmation"})
UNKNOWN = "paper-unknown"


def add(paper, kinds=KINDS):
    return AddEvidence(CASE, OFFICER, sha("x"), 9, "text/plain", paper, "original", "T", kinds)


def added(paper):
    return EvidenceAdded(sha("x"), 9, "text/plain", paper, "original", "T")


def asking(*papers):
    return tuple(Missing("paper", paper) for paper in papers)


def test_a_paper_of_a_kind_nobody_knows_is_refused_and_the_known_ones_are_listed():
    (refusal,) = draft.when(add("holiday-photo")).then_refused(UNKNOWN).refusals
    known = "achievement-report, council-minutes, tax-confirmation"
    assert {"paper": "holiday-photo", "known": known} == refusal.facts


def test_the_kinds_of_the_rulebooks_and_of_the_pinned_ladder_are_known():
    draft.when(add("tax-confirmation")).then(added("tax-confirmation"))
    draft.when(add("council-minutes", frozenset())).then(added("council-minutes"))
    asked = replace(LADDER, subject_papers=(SubjectPaper("enterprise", "land-paper"),))
    pinned = given_in(CASE, replace(opened, ladder=asked))
    pinned.when(add("land-paper", frozenset())).then(added("land-paper"))


def test_a_return_asks_for_known_papers_only_and_names_each_that_is_not():
    at_review = given_in(CASE, opened, report, filed)
    listed = asking("holiday-photo", "tax-confirmation", "horoscope")
    order = ReturnForSupplement(CASE, SECRETARY, "ward-review", listed, "thin", KINDS)
    outcome = at_review.when(order).then_refused(UNKNOWN, UNKNOWN)
    assert ["holiday-photo", "horoscope"] == [one.facts["paper"] for one in outcome.refusals]
    assert at_review.when(replace(order, missing=asking("tax-confirmation"))).changes


def test_a_submission_s_answer_asks_for_known_papers_only():
    back = ReturnItem(CASE, asking("horoscope"), "thin")
    order = AnswerSubmission(PAPER, APPRAISER, (back,), KINDS)
    (refusal,) = sent.when(order).then_refused(UNKNOWN).refusals
    assert str(CASE) == refusal.facts["nomination"]
    known = replace(order, answers=(replace(back, missing=asking("tax-confirmation")),))
    assert sent.when(known).changes


def test_what_an_older_return_asks_for_can_be_brought():
    back = ReturnedForSupplement("ward-review", (*asking("horoscope"), Missing("remark", "r")), "")
    returned = given_in(CASE, opened, report, filed, back)
    returned.when(add("horoscope")).then(added("horoscope"))
    returned.when(add("r")).then_refused(UNKNOWN)
