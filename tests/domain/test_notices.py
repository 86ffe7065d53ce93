"""Notices of the service come once each time a term runs, to whom the rule says, from their day."""

from dataclasses import replace
from datetime import date

import pytest

from domain.nomination.clock import CaseEscalated, ReminderIssued, TermResumed, TermStopped
from domain.nomination.clock_orders import IssueNotice
from domain.nomination.commands import EndorseStep
from domain.nomination.events import (
    Missing,
    NominationSupplemented,
    ReturnedForSupplement,
    StepPassed,
)
from domain.refusal import ImpossibleHistory
from domain.terms import Notice, NoticeAct
from tests.builders import CASE, OFFICER, SECRETARY, WARD, endorsed, filed, hand, opened, report
from tests.spec import at_review, given_in

DUE = date(2025, 4, 29)
NEAR = Notice("near", NoticeAct.REMINDER, -2, "a source", confirmed=False)
ABOVE = Notice("above", NoticeAct.ESCALATION, 3, "a source", confirmed=False, role="leader")
reminded = ReminderIssued("ward-review", DUE, "near", -2, "council-secretary", WARD)
escalated = CaseEscalated("ward-review", DUE, "above", 3, "leader", WARD)
REMARK = Missing("remark", "r1")


def service(month, day):
    return hand("vinhdanh", "service", "", on=date(2025, month, day))


def order(notice=NEAR, by=None, step="ward-review", due=DUE):
    return IssueNotice(CASE, by or service(4, 25), step, due, notice)


def test_whoever_has_the_case_is_reminded_before_its_term_ends():
    at_review.when(order()).then(reminded)


def test_somebody_above_hears_of_it_after_its_term_ended():
    at_review.when(order(ABOVE, service(5, 2))).then(escalated)


@pytest.mark.parametrize(("notice", "by"), [(NEAR, service(4, 24)), (ABOVE, service(5, 1))])
def test_no_notice_comes_before_its_day(notice, by):
    at_review.when(order(notice, by)).then_refused("notice-not-due")


def test_a_notice_whose_day_is_over_still_comes():
    at_review.when(order(by=service(6, 2))).then(reminded)


def test_a_notice_comes_once_and_each_of_them():
    told = given_in(CASE, opened, report, filed, reminded)
    told.when(order()).then_nothing()
    told.when(order(by=service(6, 2))).then_nothing()
    told.when(order(ABOVE, service(6, 2))).then(escalated)


def test_only_the_service_gives_it_of_the_step_and_day_that_run():
    wrong = order(by=OFFICER, step="ward-submit", due=date(2025, 4, 28))
    at_review.when(wrong).then_refused(
        "role-missing", "step-not-current", "due-date-differs", "notice-not-due"
    )


def test_a_term_that_runs_anew_is_reminded_of_anew_though_it_ends_on_the_same_day():
    back = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
    again = NominationSupplemented("ward-review", (REMARK,), "clear", DUE)
    given_in(CASE, opened, report, filed, reminded, back, again).when(order()).then(reminded)


def test_a_clock_that_stands_reminds_nobody_and_one_that_goes_again_does():
    stood = (reminded, TermStopped("ward-review", 3))
    given_in(CASE, opened, report, filed, *stood).when(order()).then_refused("due-date-differs")
    later = date(2025, 5, 7)
    going = given_in(CASE, opened, report, filed, *stood, TermResumed("ward-review", later))
    going.when(order(due=later, by=service(5, 5))).then(replace(reminded, due_on=later))


def test_a_hold_that_leaves_the_last_day_brings_no_reminder_again():
    stood = (reminded, TermStopped("ward-review", 3), TermResumed("ward-review", DUE))
    given_in(CASE, opened, report, filed, *stood).when(order()).then_nothing()


def test_a_case_that_is_not_at_a_step_is_reminded_of_nothing():
    draft = given_in(CASE, opened)
    draft.when(order()).then_refused("not-in-this-state")
    draft.when(order(by=OFFICER)).then_refused("not-in-this-state", "role-missing")


def test_the_case_goes_on_as_before():
    told = given_in(CASE, opened, report, filed, reminded, escalated)
    told.when(EndorseStep(CASE, SECRETARY, "ward-review", "deserved")).then(
        endorsed, StepPassed("ward-review", "ward-submit", None)
    )


@pytest.mark.parametrize("fact", [reminded, escalated])
def test_nothing_is_said_of_a_case_that_waits_at_no_step(fact):
    with pytest.raises(ImpossibleHistory):
        given_in(CASE, opened, fact).when(replace(order()))
