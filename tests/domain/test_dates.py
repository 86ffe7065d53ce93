"""An act is not dated before the act it builds on; papers that were earlier still come in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.decision.commands import AnnulGrants, IssueDecision
from domain.decision.events import DecisionIssued, Grant
from domain.facts import Event
from domain.nomination import commands as c
from domain.nomination import events as n
from domain.recorded import Dated
from domain.register.commands import RestoreHonour
from domain.register.decide import honour_of
from domain.register.events import (
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
)
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from domain.submission.events import SubmissionDispatched
from tests.builders import (
    APPRAISER,
    APRIL,
    CASE,
    CHAIRMAN,
    DECISION,
    DISTRICT,
    LADDER,
    LEADER,
    NOMINEE,
    OFFICER,
    ONLINE,
    OTHER,
    PAPER,
    REMARK,
    SECRETARY,
    WARD,
    assessed,
    at_submit,
    dated,
    endorsed,
    filed,
    hand,
    minutes,
    opened,
    opened_in_movement,
    report,
    sha,
    up,
)
from tests.spec import given_in

EIGHTEENTH, TWENTIETH, MAY = date(2025, 4, 18), date(2025, 4, 20), date(2025, 5, 2)
EARLIER = "dated-before-earlier-act"

file_of = (opened, report, minutes)
at_review = given_in(CASE, *file_of, *dated(filed, on=TWENTIETH))
sent = SubmissionDispatched("1/TTr", MAY, WARD, DISTRICT, (CASE,))
back = n.ReturnedForSupplement("ward-review", (REMARK,), "unclear")
no = n.CaseAppraised("district-appraisal", "appraiser", favourable=False, findings="thin")
waits = n.NominationReceived("district-appraisal", PAPER, None)
at_appraisal: tuple[Event | Dated[Event], ...] = (
    *at_submit,
    up,
    *dated(waits, on=EIGHTEENTH),
    *dated(no, on=MAY),
)


def on(day, by):
    return replace(by, effective_on=day)


def passed_on(day):
    """Return a case that came to the ward's submission on a day."""
    return (*at_submit[:-1], *dated(at_submit[-1], on=day))


def test_an_opinion_is_not_older_than_the_arrival_at_its_step():
    order = c.EndorseStep(CASE, on(EIGHTEENTH, SECRETARY), "ward-review", "good")
    (refusal,) = at_review.when(order).then_refused(EARLIER).refusals
    assert {"earlier": "2025-04-20"} == refusal.facts
    assert at_review.when(replace(order, hand=on(TWENTIETH, SECRETARY))).changes


@pytest.mark.parametrize(
    "order",
    [
        c.ScoreNomination(CASE, on(EIGHTEENTH, SECRETARY), "ward-review", Decimal(80)),
        c.ReturnForSupplement(CASE, on(EIGHTEENTH, SECRETARY), "ward-review", (REMARK,), "why"),
        c.RefuseNomination(CASE, on(EIGHTEENTH, SECRETARY), "ward-review", "violation", "found"),
        c.WithdrawNomination(CASE, on(EIGHTEENTH, OFFICER), "moved"),
    ],
    ids=lambda order: type(order).__name__,
)
def test_no_act_at_a_step_is_older_than_the_arrival_there(order):
    at_review.when(order).then_refused(EARLIER)
    assert at_review.when(replace(order, hand=on(TWENTIETH, order.hand))).changes


def test_what_is_older_than_the_case_is_said_once():
    order = c.WithdrawNomination(CASE, on(date(2025, 4, 1), OFFICER), "moved")
    at_review.when(order).then_refused("dated-before-opening")


def test_papers_and_measures_that_were_earlier_still_come_into_the_file():
    early = on(EIGHTEENTH, SECRETARY)
    kept = c.AddEvidence(
        CASE, early, sha("new"), 9, "text/plain", "council-minutes", "original", "X"
    )
    assert at_review.when(kept).changes
    measured = given_in(
        CASE, opened_in_movement, report, assessed(ONLINE, 1), *dated(filed, on=TWENTIETH)
    )
    assert measured.when(c.AssessCriterion(CASE, early, "online", Decimal(81))).changes


def test_a_paper_that_came_later_does_not_hold_up_an_act():
    late = given_in(CASE, *file_of[:2], filed, *dated(minutes, on=MAY))
    assert late.when(c.EndorseStep(CASE, SECRETARY, "ward-review", "good")).changes


def test_opinions_of_one_step_come_in_any_order_and_the_latest_one_counts_for_what_follows():
    two = replace(LADDER.steps[0], quorum=2)
    asked = replace(opened, ladder=replace(LADDER, steps=(two, *LADDER.steps[1:])))
    first = given_in(CASE, asked, report, minutes, filed, *dated(endorsed, on=MAY))
    second = hand("chair", "council-secretary", WARD, on=EIGHTEENTH)
    passed = first.when(c.EndorseStep(CASE, second, "ward-review", "good"))
    facts = [*first.facts[CASE], *dated(*(one.event for one in passed.changes), on=EIGHTEENTH)]
    letter = DispatchSubmission(PAPER, on(TWENTIETH, CHAIRMAN), "1/TTr", WARD, DISTRICT, (CASE,))
    given_in(CASE, *facts).when(letter).then_refused(EARLIER)
    assert given_in(CASE, *facts).when(replace(letter, hand=on(MAY, CHAIRMAN))).changes


def test_what_ends_the_stay_at_a_step_is_not_older_than_an_opinion_given_there():
    order = c.ReturnForSupplement(
        CASE, on(TWENTIETH, APPRAISER), "district-appraisal", (REMARK,), "thin"
    )
    case = given_in(CASE, *at_appraisal)
    case.when(order).then_refused(EARLIER)
    assert case.when(replace(order, hand=on(MAY, APPRAISER))).changes
    again = c.AppraiseCase(CASE, on(TWENTIETH, APPRAISER), "district-appraisal", True, "seen")
    assert case.when(again).changes


def test_a_supplement_is_not_older_than_the_return():
    returned = given_in(CASE, *file_of, filed, *dated(back, on=TWENTIETH))
    order = c.SupplementNomination(CASE, on(EIGHTEENTH, OFFICER), (REMARK,))
    returned.when(order).then_refused(EARLIER)
    assert returned.when(replace(order, hand=on(TWENTIETH, OFFICER))).changes


def test_a_submission_is_not_older_than_what_it_carries_and_says_which_case_is_younger():
    cases = given_in(CASE, *passed_on(TWENTIETH)).and_in(OTHER, *passed_on(APRIL))
    by = on(EIGHTEENTH, CHAIRMAN)
    order = DispatchSubmission(PAPER, by, "1/TTr", WARD, DISTRICT, (CASE, OTHER))
    (refusal,) = cases.when(order).then_refused(EARLIER).refusals
    assert str(CASE) == refusal.facts["nomination"]
    assert cases.when(replace(order, hand=on(TWENTIETH, CHAIRMAN))).changes


def test_an_answer_is_not_older_than_the_submission():
    way = given_in(PAPER, *dated(sent, on=MAY)).and_in(CASE, *at_submit, *dated(up, on=MAY))
    order = AnswerSubmission(PAPER, on(TWENTIETH, APPRAISER), (AcceptItem(CASE),))
    way.when(order).then_refused(EARLIER)
    assert way.when(replace(order, hand=on(MAY, APPRAISER))).changes


def test_a_withdrawal_on_the_way_is_not_older_than_the_submission():
    way = given_in(PAPER, *dated(sent, on=MAY)).and_in(CASE, *at_submit, *dated(up, on=MAY))
    way.when(c.WithdrawNomination(CASE, on(TWENTIETH, OFFICER), "moved")).then_refused(EARLIER)


def test_a_decision_is_not_older_than_the_last_step_of_any_case_it_grants():
    top = replace(LADDER.steps[-1], unit=WARD)
    asked = replace(opened, ladder=replace(LADDER, steps=(LADDER.steps[0], top)))
    done = n.StepPassed("ward-review", top.key, None)
    ready = (asked, report, filed, endorsed)
    cases = given_in(CASE, *ready, *dated(done, on=MAY)).and_in(OTHER, *ready, done)
    leader = hand("chair", "leader", WARD, "TM", on=TWENTIETH)
    order = IssueDecision(DECISION, leader, "1/QĐ", WARD, "Chair", "Law", (CASE, OTHER), None)
    (refusal,) = cases.when(order).then_refused(EARLIER).refusals
    assert str(CASE) == refusal.facts["nomination"]
    assert cases.when(replace(order, hand=on(MAY, leader))).changes


def test_a_grant_is_not_annulled_again_before_it_was_restored():
    honour = honour_of(CASE)
    paper = DecisionIssued("1/QĐ", APRIL, DISTRICT, "leader", "Chair", "Law", None, ())
    issued = replace(paper, grants=(Grant(CASE, honour, "gk-tp"),))
    entry = HonourRegistered(CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, False, None)
    gone = HonourAnnulled(DECISION, "fraud", "2/QĐ", EIGHTEENTH)
    restored = HonourRestored("3/QĐ", MAY, DISTRICT, "court")
    register = given_in(DECISION, issued).and_in(honour, entry, gone, restored)
    order = AnnulGrants(DECISION, on(TWENTIETH, LEADER), "4/QĐ", DISTRICT, (CASE,), "fraud", "x")
    register.when(order).then_refused("dated-before-restoration")
    same_day = given_in(DECISION, replace(issued, dated=TWENTIETH)).and_in(
        honour, entry, gone, restored
    )
    same_day.when(order).then_refused("dated-before-restoration")
    assert register.when(replace(order, hand=on(MAY, LEADER))).changes
    older = replace(order, hand=on(date(2025, 4, 1), LEADER))
    register.when(older).then_refused("dated-before-decision")


def test_a_restoration_is_not_older_than_the_last_recovery():
    honour = honour_of(CASE)
    entry = HonourRegistered(CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, False, None)
    back = HonourRecovered(object_returned=True, amount=0, note="")
    gone = HonourAnnulled(DECISION, "fraud", "2/QĐ", EIGHTEENTH)
    facts = (*dated(entry), *dated(gone, on=EIGHTEENTH), *dated(back, on=MAY))
    register = given_in(honour, *facts, *dated(back, on=TWENTIETH))
    order = RestoreHonour(
        honour, on(TWENTIETH, LEADER), "3/QĐ", DISTRICT, "court", "conclusion-lifted"
    )
    (refusal,) = register.when(order).then_refused("dated-before-recovery").refusals
    assert {"recovered_on": "2025-05-02"} == refusal.facts
    assert register.when(replace(order, hand=on(MAY, LEADER))).changes
    older = replace(order, hand=on(APRIL, LEADER))
    register.when(older).then_refused("dated-before-annulment")


def test_a_history_older_than_the_rule_loads_and_a_new_order_builds_on_its_last_act():
    odd = given_in(CASE, *passed_on(MAY), up).and_in(PAPER, sent)
    order = AnswerSubmission(PAPER, on(EIGHTEENTH, APPRAISER), (AcceptItem(CASE),))
    assert odd.when(order).changes
