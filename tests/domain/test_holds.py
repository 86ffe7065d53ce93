"""A case is held while somebody looks into its nominee; a discipline lets time start anew."""

from dataclasses import replace
from datetime import date

import pytest

from domain.decision.commands import IssueDecision
from domain.nomination.basis import Basis
from domain.nomination.commands import (
    AppraiseCase,
    EndorseStep,
    FileNomination,
    LiftHold,
    PutOnHold,
    RecordVote,
    RefuseNomination,
    ReturnForSupplement,
    WithdrawNomination,
)
from domain.nomination.events import NominationWithdrawn, ReturnedForSupplement, StepPassed
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.register.events import NomineeHeld
from domain.submission.commands import DispatchSubmission
from tests.builders import (
    APPRAISER,
    APRIL,
    CASE,
    CHAIRMAN,
    DECISION,
    DISTRICT,
    LEADER,
    OFFICER,
    PAPER,
    REMARK,
    SECRETARY,
    VOTES,
    WARD,
    at_submit,
    filed,
    opened,
    opening,
    received,
    report,
    up,
)
from tests.spec import draft, given_in

MARCH = date(2025, 3, 1)
held = CaseHeld("complaint", "12/KN", "about the figures")
lifted = HoldLifted("12/KN", "unfounded", None)
noted = NomineeHeld("complaint", "12/KN", "about the figures", CASE)
at_appraisal = (*at_submit, up, received)
at_vote = (*at_appraisal, StepPassed("district-appraisal", "district-vote", None))
at_decision = (*at_vote, StepPassed("district-vote", "district-decision", None))


def hold(by=SECRETARY, ground="complaint", reference="12/KN"):
    return PutOnHold(CASE, by, ground, reference, "about the figures")


def lift(by=SECRETARY, reference="12/KN", ended_on=None):
    return LiftHold(CASE, by, reference, "unfounded", ended_on)


UPWARD = [
    ((opened, report), FileNomination(CASE, OFFICER)),
    ((opened, report, filed), EndorseStep(CASE, SECRETARY, "ward-review", "good")),
    (at_submit, DispatchSubmission(PAPER, CHAIRMAN, "5/TTr", WARD, DISTRICT, (CASE,))),
    (at_appraisal, AppraiseCase(CASE, APPRAISER, "district-appraisal", True, "good")),
    (at_vote, RecordVote(CASE, VOTES, "district-vote", 11, 11)),
    (at_decision, IssueDecision(DECISION, LEADER, "7/QĐ", DISTRICT, "Chair", "Law", (CASE,), None)),
]
DOWNWARD = [
    (at_appraisal, AppraiseCase(CASE, APPRAISER, "district-appraisal", False, "no")),
    (at_submit, ReturnForSupplement(CASE, CHAIRMAN, "ward-submit", (REMARK,), "why")),
    (at_submit, RefuseNomination(CASE, CHAIRMAN, "ward-submit", "violation", "found")),
    (at_submit, WithdrawNomination(CASE, OFFICER, "moved")),
]


@pytest.mark.parametrize(("facts", "order"), UPWARD, ids=lambda one: type(one).__name__)
def test_a_held_case_goes_no_way_up(facts, order):
    assert given_in(CASE, *facts).when(order).changes
    (refusal,) = given_in(CASE, *facts, held).when(order).then_refused("case-held").refusals
    assert "letter-1" == refusal.facts["letter"]
    assert given_in(CASE, *facts, held, lifted).when(order).changes


@pytest.mark.parametrize(("facts", "order"), DOWNWARD, ids=lambda one: type(one).__name__)
def test_a_held_case_may_go_back_or_end(facts, order):
    assert given_in(CASE, *facts, held).when(order).changes


def test_whoever_keeps_the_case_holds_it_and_lets_it_go():
    at_review = given_in(CASE, opened, report, filed)
    at_review.when(hold()).then(held, noted)
    draft.when(hold(OFFICER)).then(held, noted)
    back = ReturnedForSupplement("ward-review", (REMARK,), "why")
    given_in(CASE, opened, report, filed, back).when(hold(OFFICER)).then(held, noted)
    on_its_way = given_in(CASE, *at_submit, up)
    on_its_way.when(hold(APPRAISER)).then(held, noted)
    on_its_way.when(hold()).then_refused("role-missing", "unit-foreign")
    given_in(CASE, opened, report, filed, held).when(lift()).then(lifted)
    given_in(CASE, opened, report, filed, held).when(lift(APPRAISER)).then_refused(
        "role-missing", "unit-foreign"
    )


def test_the_same_hold_once_more_is_nothing_and_a_second_one_is_another():
    case = given_in(CASE, opened, report, filed, held)
    case.when(hold()).then_nothing()
    case.when(hold(ground="press")).then_refused("held-otherwise")
    more = CaseHeld("press", "8/BC", "about the figures")
    case.when(hold(ground="press", reference="8/BC")).then_in(CASE, more)
    twice = given_in(CASE, opened, report, filed, held, more, lifted)
    endorse = EndorseStep(CASE, SECRETARY, "ward-review", "good")
    twice.when(endorse).then_refused("case-held")


def test_a_hold_has_a_ground_of_the_decree_and_is_lifted_where_it_is():
    at_review = given_in(CASE, opened, report, filed)
    at_review.when(hold(OFFICER, "envy")).then_refused(
        "role-missing", "own-nomination", "hold-ground-unknown"
    )
    (refusal,) = at_review.when(lift()).then_refused("not-held").refusals
    assert {"open": ""} == refusal.facts


def test_who_lifts_what_is_not_there_hears_of_what_is_but_of_no_letter():
    letter, press = held, replace(held, ground="press", reference="8/BC")
    case = given_in(CASE, opened, report, filed, letter, press)
    (refusal,) = case.when(lift(reference="9/X")).then_refused("not-held").refusals
    assert {"open": "8/BC"} == refusal.facts


def test_who_judged_where_it_was_noted_lifts_it_though_the_case_went_on():
    """It does go on where an operator lets holds warn."""
    on_its_way = given_in(CASE, *at_submit[:4], held, *at_submit[4:], up, received)
    on_its_way.when(lift()).then(lifted)


def test_an_ended_case_is_not_held():
    ended = given_in(CASE, opened, NominationWithdrawn("moved"))
    ended.when(hold()).then_refused("not-in-this-state")
    ended.when(lift()).then_refused("not-in-this-state")


def test_a_discipline_is_served_before_the_case_goes_on():
    case = given_in(CASE, opened, report, filed, held)
    case.when(lift(ended_on=date(2025, 6, 1))).then_refused("discipline-not-served")
    case.when(lift(ended_on=APRIL)).then(replace(lifted, discipline_ended_on=APRIL))


@pytest.mark.parametrize(
    ("since", "ends", "goes"),
    [
        (None, [MARCH], False),
        (date(2025, 2, 28), [MARCH], False),
        (MARCH, [MARCH], True),
        (MARCH, [MARCH, APRIL], False),
        (APRIL, [APRIL, MARCH], True),
        (None, [None], True),
    ],
)
def test_after_a_discipline_achievements_count_from_the_day_it_ended(since, ends, goes):
    facts = [one for end in ends for one in (held, replace(lifted, discipline_ended_on=end))]
    case = given_in(CASE, replace(opened, basis=Basis(since=since)), report, *facts)
    outcome = case.when(FileNomination(CASE, OFFICER))
    expected = [] if goes else ["before-discipline-ended"]
    assert expected == [one.code for one in outcome.refusals]
    stated = since.isoformat() if since else "not stated"
    assert {stated} >= {one.facts["since"] for one in outcome.refusals}
    assert goes == bool(outcome.changes)


def test_a_discipline_is_lifted_with_its_last_day_and_by_who_may_judge():
    served = replace(held, ground="discipline")
    early = given_in(CASE, opened, report, served)
    early.when(lift(OFFICER)).then_refused(
        "role-missing", "own-nomination", "discipline-end-missing"
    )
    early.when(lift()).then_refused("discipline-end-missing")
    early.when(lift(ended_on=MARCH)).then(HoldLifted("12/KN", "unfounded", MARCH))
    chair = lift(CHAIRMAN, ended_on=MARCH)
    early.when(chair).then(HoldLifted("12/KN", "unfounded", MARCH))


def test_an_achievement_begins_before_the_day_of_its_case():
    ahead = opening(basis=Basis(since=date(2025, 4, 16)))
    given_in(CASE).when(ahead).then_refused("achievement-ahead")
    assert given_in(CASE).when(opening(basis=Basis(since=APRIL))).changes
