"""A missed term is noted once for each step and due date, by the service, after its last day."""

from dataclasses import replace
from datetime import date

import pytest

from domain.nomination.clock_orders import NoteMissedDeadline
from domain.nomination.commands import EndorseStep, SupplementNomination
from domain.nomination.events import (
    DeadlineMissed,
    Missing,
    NominationSupplemented,
    ReturnedForSupplement,
    StepPassed,
)
from tests.builders import CASE, OFFICER, SECRETARY, endorsed, filed, hand, opened, report
from tests.spec import at_review, given_in

DUE = date(2025, 4, 29)
NEXT_DAY = hand("deadlines", "service", "", on=date(2025, 4, 30))
REMARK = Missing("remark", "r1")
missed = DeadlineMissed("ward-review", DUE)


def note(step="ward-review", due_on=DUE, by=NEXT_DAY):
    return NoteMissedDeadline(CASE, by, step, due_on)


def test_a_term_that_ran_out_is_noted():
    at_review.when(note()).then(missed)


def test_a_term_is_noted_once():
    given_in(CASE, opened, report, filed, missed).when(note()).then_nothing()


def test_the_last_day_still_belongs_to_the_term():
    at_review.when(note(by=replace(NEXT_DAY, effective_on=DUE))).then_refused("not-overdue")


def test_only_the_service_notes_it_for_the_step_and_day_that_run():
    at_review.when(note("ward-submit", date(2025, 4, 28), OFFICER)).then_refused(
        "role-missing", "step-not-current", "due-date-differs", "not-overdue"
    )


def test_it_is_not_noted_before_its_day_has_come():
    tomorrow = replace(NEXT_DAY, effective_on=date(2025, 12, 2))
    at_review.when(note(by=tomorrow)).then_refused("dated-ahead")


def test_a_step_without_a_term_cannot_miss_one():
    passed = StepPassed("ward-review", "ward-submit", None)
    at_submit = given_in(CASE, opened, report, filed, endorsed, passed)
    (refusal,) = at_submit.when(note("ward-submit")).then_refused("due-date-differs").refusals
    assert {} == refusal.facts
    week_later = replace(NEXT_DAY, effective_on=date(2025, 5, 6))
    other = at_review.when(note(due_on=date(2025, 4, 30), by=week_later)).refusals
    assert [{"due_on": DUE.isoformat()}] == [one.facts for one in other]


@pytest.mark.parametrize("events", [(opened, report), (opened, report, filed, "returned")])
def test_a_case_that_waits_at_no_step_misses_no_term(events):
    back = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
    facts = [back if one == "returned" else one for one in events]
    given_in(CASE, *facts).when(note()).then_refused("not-in-this-state")


def test_the_case_goes_on_as_before():
    late = given_in(CASE, opened, report, filed, missed)
    late.when(EndorseStep(CASE, SECRETARY, "ward-review", "deserved")).then(
        endorsed, StepPassed("ward-review", "ward-submit", None)
    )


def test_a_term_that_starts_anew_can_be_missed_anew():
    back = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
    returned = given_in(CASE, opened, report, filed, missed, back)
    again = NominationSupplemented("ward-review", (REMARK,), "clear", DUE)

    returned.when(SupplementNomination(CASE, OFFICER, (REMARK,), "clear")).then(again)
    given_in(CASE, opened, report, filed, missed, back, again).when(note()).then(missed)
