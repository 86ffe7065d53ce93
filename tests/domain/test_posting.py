"""A case is posted in public; objections are settled before it goes on."""

from dataclasses import replace
from datetime import date

import pytest

from domain.decision.commands import IssueDecision
from domain.force import Forces
from domain.hearing.commands import EndPosting, PostCase, ReceiveObjection, SettleObjection
from domain.hearing.events import (
    CasePosted,
    ComplaintReceived,
    ObjectionReceived,
    ObjectionSettled,
    PostingEnded,
)
from domain.ladder import Act, Posting
from domain.nomination.commands import EndorseStep, ReturnForSupplement
from domain.nomination.events import (
    Missing,
    NominationSupplemented,
    ReturnedForSupplement,
    StepPassed,
)
from domain.recorded import Dated
from domain.submission.commands import DispatchSubmission
from tests.builders import (
    APRIL,
    CASE,
    CHAIRMAN,
    DECISION,
    DISTRICT,
    LADDER,
    LEADER,
    OFFICER,
    OTHER,
    PAPER,
    REVIEW,
    SECRETARY,
    WAITING,
    WARD,
    at_submit,
    hand,
    opened,
    received,
    up,
)
from tests.spec import at_review, draft, given_in

UNTIL, AFTER = date(2025, 4, 22), date(2025, 4, 23)
SAID = "Stated by whoever posted the case"
posted = CasePosted("ward-review", "ward", "hall", date(2025, 4, 15), 5, UNTIL, SAID)
objection = ObjectionReceived("3/PA", "violation", OTHER)
upheld = ObjectionSettled("3/PA", True, "a debt is open")
dropped = ObjectionSettled("3/PA", False, "paid in time")
ended = PostingEnded("ward", UNTIL)
running = given_in(CASE, *WAITING, posted)
LATE = replace(SECRETARY, effective_on=AFTER)
RULE = Posting("ward", 5, "the operator", confirmed=False)
ASKS = Forces(postings={("gk-tp", "ward"): RULE})
ENDORSE = EndorseStep(CASE, LATE, "ward-review", "deserved")
SUBMIT = DispatchSubmission(PAPER, CHAIRMAN, "5/TTr", WARD, DISTRICT, (CASE,))


def post(by=SECRETARY, days=5, step="ward-review"):
    return PostCase(CASE, by, step, "hall", days)


def object_to(by=SECRETARY, ground="violation"):
    return ReceiveObjection(CASE, by, "3/PA", ground, OTHER)


def settle(by=SECRETARY, upheld=True, reason="a debt is open"):
    return SettleObjection(CASE, by, "3/PA", upheld, reason)


def test_the_holder_of_a_step_posts_a_case_for_a_number_of_working_days():
    at_review.when(post()).then(posted)
    at_review.when(post(OFFICER, 0)).then_refused(
        "role-missing", "own-nomination", "posting-term-unknown"
    )
    at_review.when(post(days=None)).then_refused("posting-term-unknown")
    at_review.when(post(step="ward-submit")).then_refused("step-not-current")
    running.when(post()).then_refused("posting-open")
    draft.when(post()).then_refused("not-in-this-state")
    assert 1 == at_review.when(post(days=1)).changes[0].event.working_days
    before = given_in(CASE, *WAITING[:-1], Dated(WAITING[-1], AFTER))
    before.when(post()).then_refused("dated-before-earlier-act")


def test_the_data_of_the_award_say_for_how_long_at_least():
    by = replace(SECRETARY, forces=ASKS)
    at_review.when(post(by, None)).then(replace(posted, source="the operator"))
    at_review.when(post(by, 4)).then_refused("posting-too-short")
    pinned = replace(opened, ladder=replace(LADDER, postings=(RULE,)))
    case = given_in(CASE, pinned, *WAITING[1:])
    case.when(post(days=4)).then_refused("posting-too-short")


def test_objections_come_while_the_case_is_posted():
    running.when(object_to()).then(objection)
    known = given_in(CASE, *WAITING, posted, objection)
    known.when(object_to()).then_nothing()
    known.when(object_to(ground="duplicate")).then_refused("reference-taken")
    running.when(object_to(OFFICER, "envy")).then_refused(
        "role-missing", "own-nomination", "finding-ground-unknown"
    )
    running.when(object_to(LATE)).then_refused("outside-posting")
    running.when(object_to(replace(SECRETARY, effective_on=UNTIL))).then(objection)
    at_review.when(object_to()).then_refused("not-posted")


def test_an_objection_is_settled_once_with_a_reason():
    known = given_in(CASE, *WAITING, posted, objection)
    known.when(settle()).then(upheld)
    known.when(settle(upheld=False, reason="paid in time")).then(dropped)
    running.when(settle(OFFICER)).then_refused(
        "role-missing", "own-nomination", "objection-unknown"
    )


def test_who_entered_an_objection_or_lent_the_power_does_not_settle_it():
    for behind in (("Secretary",), ("deputy", "secretary")):
        came = Dated(objection, APRIL, behind)
        case = given_in(CASE, *WAITING, posted, came)
        (refusal,) = case.when(settle()).then_refused("settled-by-who-entered").refusals
        assert {"reference": "3/PA", "person": "secretary"} == refusal.facts
        case.when(settle(replace(SECRETARY, actor="second"))).then(upheld)
    letter = Dated(ComplaintReceived("complaint", "3/PA", OTHER), APRIL, ("secretary",))
    mine = given_in(CASE, *WAITING, posted, letter, Dated(objection, APRIL, ("second",)))
    mine.when(settle()).then(upheld)


def test_an_objection_is_not_settled_before_it_came():
    case = given_in(CASE, *WAITING, posted, Dated(objection, UNTIL, ("second",)))
    (refusal,) = case.when(settle()).then_refused("dated-before-earlier-act").refusals
    assert {"earlier": UNTIL.isoformat()} == refusal.facts
    case.when(settle(replace(SECRETARY, effective_on=UNTIL))).then(upheld)
    assert case.when(settle(replace(SECRETARY, effective_on=date(2020, 1, 1)))).refusals


def test_a_posting_ends_only_after_its_working_days():
    running.when(EndPosting(CASE, LATE)).then(ended)
    last = replace(SECRETARY, effective_on=UNTIL)
    running.when(EndPosting(CASE, last)).then_refused("posting-not-over")
    at_review.when(EndPosting(CASE, OFFICER)).then_refused(
        "role-missing", "own-nomination", "not-posted"
    )


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ((), ["posting-open"]),
        ((ended,), []),
        ((objection,), ["posting-open", "objection-unsettled"]),
        ((objection, ended), ["objection-unsettled"]),
        ((objection, ended, dropped), []),
        ((objection, ended, upheld), ["finding-unanswered"]),
    ],
)
def test_a_posted_case_waits_for_the_end_and_for_each_objection(said, broken):
    outcome = given_in(CASE, *WAITING, posted, *said).when(ENDORSE)
    assert broken == [one.code for one in outcome.refusals]
    assert bool(outcome.changes) == (not broken)


def test_an_upheld_objection_goes_back_with_the_case_and_is_answered():
    case = (*WAITING, posted, objection, ended, upheld)
    remark = Missing("remark", "objection-1", "a debt is open")
    back = ReturnedForSupplement("ward-review", (remark,), "see", 0)
    given_in(CASE, *case).when(ReturnForSupplement(CASE, SECRETARY, "ward-review", (), "see")).then(
        back
    )
    brought = NominationSupplemented("ward-review", (remark,), "", None)
    assert given_in(CASE, *case, back, brought).when(ENDORSE).changes


def test_where_the_operator_asks_for_a_posting_no_case_goes_up_without():
    by = replace(CHAIRMAN, forces=ASKS)
    before = given_in(CASE, *at_submit)
    refused = before.when(replace(SUBMIT, hand=by)).then_refused("not-posted-yet")
    told = {"level": "ward", "working_days": "5", "source": "the operator"}
    assert [{"nomination": str(CASE), **told}] == [one.facts for one in refused.refusals]
    assert before.when(SUBMIT).changes
    done = given_in(CASE, *WAITING, posted, ended, *at_submit[4:])
    assert done.when(replace(SUBMIT, hand=by)).changes


def test_what_the_award_asks_for_warns_until_it_is_confirmed():
    for confirmed in (False, True):
        rule = replace(RULE, confirmed=confirmed)
        pinned = replace(opened, ladder=replace(LADDER, postings=(rule,)))
        outcome = given_in(CASE, pinned, *at_submit[1:]).when(SUBMIT)
        assert confirmed == (not outcome.changes)


def test_no_case_is_decided_before_its_posting():
    top = replace(RULE, level="district")
    by = replace(LEADER, forces=Forces(postings={("gk-tp", "district"): top}))
    at_top = (
        *(*at_submit, up, received),
        StepPassed("district-appraisal", "district-vote", None),
        StepPassed("district-vote", "district-decision", None),
    )
    order = IssueDecision(DECISION, by, "7/QĐ", DISTRICT, "Chair", "Law", (CASE,), None)
    given_in(CASE, *at_top).when(order).then_refused("not-posted-yet")


def test_a_step_of_posting_is_passed_by_a_posting():
    ladder = replace(LADDER, steps=(replace(REVIEW, act=Act.PUBLISH), *LADDER.steps[1:]))
    case = (replace(opened, ladder=ladder), *WAITING[1:])
    given_in(CASE, *case).when(ENDORSE).then_refused("not-posted-yet")
    assert given_in(CASE, *case, posted, ended).when(ENDORSE).changes


def test_the_service_ends_a_posting_by_itself_once_its_days_have_passed():
    service = replace(hand("vinhdanh", "service", "VN"), effective_on=AFTER)
    running.when(EndPosting(CASE, service)).then(ended)
    running.when(EndPosting(CASE, replace(service, effective_on=UNTIL))).then_refused(
        "posting-not-over"
    )
    given_in(CASE, *WAITING).when(EndPosting(CASE, service)).then_refused("not-posted")
