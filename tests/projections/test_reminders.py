"""Reminders stand with whoever was reminded until the case moves on, in one line a kind."""

from dataclasses import replace
from datetime import date

import pytest

from domain.nomination import events as n
from domain.nomination.clock import CaseEscalated, ReminderIssued, TermStopped
from projections.reminders import Reminded, reminders_of
from tests.builders import CASE, NOMINEE, WARD, endorsed, filed, opened
from tests.projections.following import picked

DUE = date(2025, 4, 29)
SECRETARY, LEADER = Reminded(("council-secretary",), (WARD,)), Reminded(("leader",), (WARD,))
reminded = ReminderIssued("ward-review", DUE, "near", -2, "council-secretary", WARD)
late = replace(reminded, notice="overdue", working_days=1)
escalated = CaseEscalated("ward-review", DUE, "above", 3, "leader", WARD)


def told(following, who=SECRETARY):
    """Return what somebody is reminded of."""
    return [row["notice"] for row in following.ask(reminders_of(who))]


def test_whoever_was_reminded_sees_the_latest_reminder_and_others_none(following):
    following.given(CASE, opened, filed, reminded)
    (row,) = following.ask(reminders_of(SECRETARY))
    assert (CASE, "reminder", "near", DUE, "gk-tp", NOMINEE.ref) == picked(
        row, "nomination", "kind", "notice", "due_on", "award", "nominee"
    )
    following.given(CASE, late)
    assert (["overdue"], []) == (told(following), told(following, LEADER))


def test_an_escalation_stands_beside_the_reminder(following):
    following.given(CASE, opened, filed, late, escalated)
    assert (["overdue"], ["above"]) == (told(following), told(following, LEADER))
    assert [] == told(following, Reminded(("leader",), ("10532",)))


@pytest.mark.parametrize(
    "move",
    [
        n.StepPassed("ward-review", "ward-submit", None),
        n.ReturnedForSupplement("ward-review", (), "thin"),
        n.NominationWithdrawn("moved"),
        TermStopped("ward-review", 3),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_a_case_that_moves_on_leaves_no_reminder(following, move):
    following.given(CASE, opened, filed, late, escalated, move)
    assert ([], []) == (told(following), told(following, LEADER))


def test_what_leaves_a_case_where_it_waits_leaves_its_reminders(following):
    following.given(CASE, opened, filed, late, endorsed, n.DeadlineMissed("ward-review", DUE))
    assert ["overdue"] == told(following)
