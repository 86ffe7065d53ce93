"""Past cases tell what another system's log said, act by act."""

from dataclasses import replace
from datetime import timedelta

from domain.past.events import PastCaseOpened, PastStep, PastVerdictRecorded
from projections.past_cases import Wanted, counts, listed, past_case
from tests.builders import CASE, NOON, OTHER
from tests.projections.following import acts_on, picked

STEPS = (PastStep("budget", "ward", "budget-owner"), PastStep("chief", "district", "chief"))
opened = PastCaseOpened("old-system", "f" * 64, "declaration 1", "Approvals", STEPS)
endorsed = PastVerdictRecorded("f" * 64, "APPROVED by BUDGET", "budget", "endorsed", "owner", NOON)
granted = replace(endorsed, step="chief", verdict="granted", happened_at=NOON + timedelta(days=2))


def test_a_past_case_stands_where_its_last_act_left_it(following):
    following.given(CASE, opened, endorsed, granted)
    (row,) = following.ask(past_case(CASE))
    assert ("old-system", "declaration 1", "chief", "granted", 3) == picked(
        row, "source", "name", "step", "verdict", "version"
    )
    assert (NOON, NOON + timedelta(days=2)) == picked(row, "first_at", "last_at")
    assert ["endorsed", "granted"] == [one["verdict"] for one in row["verdicts"]]
    assert ["budget", "chief"] == [one["key"] for one in row["ladder"]]


def test_past_cases_are_counted_filtered_and_turned_page_by_page(following):
    following.given(CASE, opened, endorsed, granted)
    following.given(OTHER, replace(opened, case="declaration 2"), endorsed)
    cells = [picked(row, "step", "verdict", "cases") for row in following.ask(counts("old-system"))]
    assert [("budget", "endorsed", 1), ("chief", "granted", 1)] == cells
    assert [CASE] == [row["case"] for row in following.ask(listed(Wanted(verdict="granted")))]
    first = following.ask(listed(Wanted(), limit=1))
    after = picked(first[0], "source", "name", "case")
    assert [OTHER] == [row["case"] for row in following.ask(listed(Wanted(), after))]


def test_the_history_shows_past_acts(following):
    following.given(CASE, opened, endorsed)
    words = [row["kind"] for row in following.ask(acts_on(CASE))]
    assert ["past-case-opened", "past-verdict-recorded"] == words
