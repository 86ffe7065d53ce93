"""The case file tells the clock of its step: since when it runs, what stopped it, where it ends."""

from dataclasses import replace
from datetime import date

from domain.nomination import events as n
from domain.nomination.clock import TermResumed, TermStopped
from projections.case_file import case
from tests.builders import CASE, at_submit, filed, opened, up

SIXTEENTH, DUE = date(2025, 4, 16), date(2025, 5, 9)
RUNS = {
    "step": "ward-review",
    "working_days": 10,
    "started_on": "2025-04-15",
    "due_on": "2025-04-29",
    "stopped_on": None,
    "used": None,
}
back = n.ReturnedForSupplement("ward-review", (), "thin", 1)


def term(following):
    """Return the clock of the one case, and the last day beside it."""
    (row,) = following.ask(case(CASE))
    told = row["due_on"].isoformat() if row["due_on"] else None
    if row["term"] is not None and row["term"]["stopped_on"] is None:
        assert told == row["term"]["due_on"]
    return row["term"]


def test_a_draft_has_no_clock_and_a_filed_case_one_from_its_date_on(following):
    following.given(CASE, opened)
    assert term(following) is None
    following.given(CASE, filed)
    assert RUNS == term(following)


def test_a_return_stops_it_and_a_supplement_starts_it(following):
    following.given(CASE, opened, filed)
    following.given(CASE, back, on=SIXTEENTH)
    assert {**RUNS, "stopped_on": "2025-04-16", "used": 1} == term(following)
    following.given(CASE, n.NominationSupplemented("ward-review", (), "", DUE), on=SIXTEENTH)
    assert {**RUNS, "started_on": "2025-04-16", "due_on": "2025-05-09"} == term(following)


def test_a_return_of_before_days_were_counted_leaves_them_to_be_counted(following):
    following.given(CASE, opened, filed)
    following.given(CASE, replace(back, used=None), on=SIXTEENTH)
    assert {**RUNS, "stopped_on": "2025-04-16"} == term(following)


def test_a_hold_stops_it_and_its_end_lets_it_go_on(following):
    following.given(CASE, opened, filed)
    following.given(CASE, TermStopped("ward-review", 1), on=SIXTEENTH)
    stood = {**RUNS, "stopped_on": "2025-04-16", "used": 1, "due_on": None}
    assert stood == term(following)
    following.given(CASE, TermResumed("ward-review", DUE))
    assert {**RUNS, "due_on": "2025-05-09"} == term(following)


def test_a_return_while_it_stands_leaves_it_standing_since_the_hold(following):
    following.given(CASE, opened, filed)
    following.given(CASE, TermStopped("ward-review", 1), on=SIXTEENTH)
    following.given(CASE, back, on=date(2025, 4, 18))
    stood = {**RUNS, "stopped_on": "2025-04-16", "used": 1, "due_on": None}
    assert stood == term(following)


def test_a_case_that_arrives_held_has_a_clock_that_stands(following):
    following.given(CASE, opened, replace(filed, due_on=None))
    stands = {**RUNS, "due_on": None, "stopped_on": "2025-04-15", "used": 0}
    assert stands == term(following)


def test_the_end_stops_it_and_a_step_without_a_term_or_the_way_up_has_none(following):
    following.given(CASE, opened, filed)
    following.given(CASE, n.NominationWithdrawn("moved"), on=SIXTEENTH)
    assert {**RUNS, "stopped_on": "2025-04-16"} == term(following)


def test_no_clock_runs_without_a_term_nor_on_the_way_up(following):
    following.given(CASE, *at_submit)
    assert term(following) is None
    following.given(CASE, up, TermStopped("x", 1), TermResumed("x", DUE))
    assert term(following) is None
