"""How a review ends: what it concludes, what is reported, and who closes it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.review import events as e
from tests.builders import DISTRICT, OTHER, hand
from tests.domain.test_decision import HONOUR, annulled, entry
from tests.reviewing import (
    AUDITOR,
    DUE,
    HEARD,
    JULY,
    JUNE,
    LEADER,
    MAY,
    OWN,
    TEXT,
    TOLD,
    WARD_CLERK,
    admitted,
    ask,
    asked,
    close,
    conclude,
    concluded,
    found,
    over,
    report,
    running,
    told,
)

A_DAY = timedelta(days=1)


def test_a_review_is_concluded_when_everybody_was_heard_or_let_a_term_pass():
    running(*HEARD).when(conclude()).then(concluded())
    outcome = running(asked, found, told).when(conclude()).then_refused("answer-awaited")
    assert {"reference": "2"} == outcome.refusals[0].facts
    for day, codes in ((DUE, ["answer-awaited"]), (DUE + A_DAY, [])):
        late = conclude(replace(AUDITOR, effective_on=day))
        refusals = running(asked, found).when(late).refusals
        assert codes == [one.code for one in refusals]


def test_everything_wrong_with_a_conclusion_is_told_at_once():
    wrong = conclude(outcome="bad", nominations=(OTHER, OTHER), working_days=0)
    running(asked, told).when(wrong).then_refused(
        "outcome-unknown",
        "outcome-without-finding",
        "ground-idle",
        "listed-twice",
        "not-granted-here",
        "not-granted-here",
        "term-impossible",
    )
    nameless = conclude(nominations=(), ground="whim")
    running(*HEARD).when(nameless).then_refused("ground-unknown", "list-empty")
    (unsaid,) = running(*HEARD).when(conclude(ground=None)).then_refused("ground-unknown").refusals
    assert "" == unsaid.facts["ground"]
    gone = running(*HEARD).and_in(HONOUR, entry, annulled)
    gone.when(conclude()).then_refused("already-annulled")
    early = conclude(replace(AUDITOR, effective_on=MAY - A_DAY))
    running(found, admitted).when(early).then_refused("dated-before-earlier-act")


def test_each_outcome_says_what_is_to_follow():
    supplement = conclude(outcome="to-supplement", ground=None)
    running(*HEARD).when(supplement).then(concluded("to-supplement", None))
    running(*HEARD).when(replace(supplement, nominations=())).then_refused("list-empty")
    irregular = conclude(outcome="irregular", ground=None, nominations=())
    running(*HEARD).when(irregular).then(concluded("irregular", None))
    upheld = conclude(outcome="upheld", ground=None, nominations=())
    running().when(upheld).then(concluded("upheld", None, None))
    gone = running(*HEARD).and_in(HONOUR, entry, annulled)
    gone.when(supplement).then(concluded("to-supplement", None))


def test_the_unit_that_decided_reports_what_it_did():
    asks = concluded("to-supplement", None)
    done = e.ReviewMeasuresReported("9/BC", DISTRICT, ("b" * 64,), True, TEXT)
    over(asks).when(report()).then(done)
    over(asks).when(report(papers=())).then_refused("supplement-without-paper")
    over(asks).when(report(papers=(), whole=False)).then(replace(done, papers=(), whole=False))
    over(asks, done).when(report()).then_refused("reference-taken")
    over(concluded("irregular", None)).when(report(papers=())).then(replace(done, papers=()))
    over().when(report()).then_refused("review-asks-otherwise")
    over().when(report(whole=False)).then(replace(done, whole=False))
    over(concluded("upheld", None, None)).when(report()).then_refused("review-asks-otherwise")
    over(asks).when(report(WARD_CLERK)).then_refused("unit-foreign")
    running().when(report()).then_refused("review-elsewhere")
    wrong = replace(LEADER, effective_on=MAY - A_DAY)
    over(asks).when(report(wrong)).then_refused("dated-before-earlier-act")
    ahead = replace(LEADER, effective_on=JULY.replace(year=2026))
    over(asks).when(report(ahead)).then_refused("dated-ahead")


@pytest.mark.parametrize("role", ["auditor", "inspector"])
def test_who_spoke_for_the_audited_neither_concludes_nor_closes(role):
    audited = hand("ward-clerk", role, DISTRICT, on=MAY)
    running(*HEARD).when(conclude(audited)).then_refused("own-work-reviewed")
    running(asked, told).when(ask(audited, reference="7")).then_refused("own-work-reviewed")
    over(concluded("upheld", None, None)).when(close(audited)).then_refused("own-work-reviewed")
    measures = e.ReviewMeasuresReported("9/BC", DISTRICT, ("b" * 64,), True, TEXT)
    reported = over(concluded("irregular", None), measures)
    also = hand("x", role, DISTRICT, on=MAY)
    reported.when(close(also)).then_refused("own-work-reviewed")


def test_another_hand_closes_what_was_followed_or_is_overdue():
    over(concluded("upheld", None, None)).when(close()).then(e.ReviewClosed(True, TOLD))
    over(concluded("upheld", None, None)).when(close(AUDITOR)).then_refused(
        "closed-by-who-concluded"
    )
    outcome = over().when(close(replace(OWN, effective_on=JUNE)))
    outcome.then_refused("follow-up-awaited")
    assert {"due_on": "2025-06-16"} == outcome.refusals[0].facts
    over().when(close(replace(OWN, effective_on=JUNE + A_DAY))).then(e.ReviewClosed(False, TOLD))
    early = replace(OWN, effective_on=MAY - A_DAY)
    over(concluded("upheld", None, None)).when(close(early)).then_refused(
        "dated-before-earlier-act"
    )
