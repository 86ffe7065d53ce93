"""The case file tells where a case stands, what it holds and what was said about it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid5

import pytest

from domain.change import Change
from domain.nomination import events as n
from domain.reading import EVERYTHING
from domain.register.decide import honour_of
from domain.register.events import HonourAnnulled, HonourRegistered, HonourRestored
from projections.case_file import Wanted, case, cases
from tests.builders import (
    APRIL,
    CASE,
    DECISION,
    DISTRICT,
    NOMINEE,
    NOON,
    ONLINE,
    OTHER,
    PAPER,
    WARD,
    assessed,
    at_submit,
    endorsed,
    filed,
    minutes,
    opened,
    opened_in_movement,
    received,
    report,
    sha,
    up,
)
from tests.projections.following import Following, picked

MISSING = n.Missing("paper", "council-minutes")
granted = n.NominationGranted("district-decision", DECISION, honour_of(CASE))
WHERE = (
    "state",
    "step",
    "level",
    "step_unit",
    "step_role",
    "act",
    "due_on",
    "waiting_since",
    "arrived_on",
)


def case_of(following: Following) -> dict:
    """Return the one case."""
    (row,) = following.ask(case(CASE))
    return row


def test_a_draft_is_known_with_its_rule_and_waits_for_nobody_above(following):
    following.given(CASE, opened_in_movement)
    row = case_of(following)
    assert ("draft", None, None, None, None, None, None, NOON, APRIL) == picked(row, *WHERE)
    assert (NOMINEE.ref, "person", WARD, "officer", WARD) == picked(
        row, "nominee", "nominee_kind", "nominee_unit", "nominator", "unit"
    )
    assert ("gk-tp", "nd98-2023", "d" * 64, APRIL) == picked(
        row, "award", "regime", "ladder_digest", "opened_on"
    )
    assert ("hai-duong-2025", "annual", "individual") == picked(
        row, "movement", "occasion", "nominee_class"
    )
    assert ["achievement-report"] == row["papers"]
    assert [None] * 5 == [step["passed_on"] for step in row["ladder"]]


@pytest.mark.parametrize(
    ("events", "where"),
    [
        ((opened, filed), ("at-step", "ward-review", "ward", WARD, "council-secretary")),
        (at_submit, ("at-step", "ward-submit", "ward", WARD, "leader")),
        ((*at_submit, up), ("in-transit", "district-appraisal", "district", DISTRICT, "appraiser")),
        (
            (*at_submit, up, received),
            ("at-step", "district-appraisal", "district", DISTRICT, "appraiser"),
        ),
    ],
)
def test_a_case_stands_where_its_last_move_left_it(following, events, where):
    following.given(CASE, *events)
    assert where == picked(case_of(following), *WHERE[:5])


def test_a_term_runs_from_arrival_and_ends_with_the_step(following):
    following.given(CASE, opened, filed)
    assert date(2025, 4, 29) == case_of(following)["due_on"]
    following.given(CASE, endorsed, n.StepPassed("ward-review", "ward-submit", None))
    assert case_of(following)["due_on"] is None


def test_a_missed_term_leaves_the_case_where_it_is_at_a_new_version(following):
    following.given(CASE, opened, report, filed)
    before = case_of(following)
    following.given(CASE, n.DeadlineMissed("ward-review", date(2025, 4, 29)))
    after = case_of(following)
    assert (3, 4) == (before["version"], after["version"])
    assert picked(before, *WHERE) == picked(after, *WHERE)


def test_a_case_waits_from_the_day_on_the_paper_that_brought_it(following):
    following.given(CASE, *at_submit, up)
    following.given(CASE, received, on=date(2025, 4, 20))
    assert date(2025, 4, 20) == case_of(following)["arrived_on"]


def test_passed_steps_bear_the_date_of_the_paper(following):
    following.given(CASE, *at_submit)
    following.given(CASE, up, on=date(2025, 4, 20))
    passed = [step["passed_on"] for step in case_of(following)["ladder"]]
    assert ["2025-04-15", "2025-04-20", None, None, None] == passed
    assert PAPER == case_of(following)["submission"]


def test_a_return_lists_what_is_missing_until_it_is_brought(following):
    following.given(CASE, opened, filed)
    following.given(CASE, n.ReturnedForSupplement("ward-review", (MISSING,), "incomplete"))
    row = case_of(following)
    lacking = [{"kind": "paper", "key": "council-minutes", "detail": ""}]
    assert ("returned", lacking, "incomplete") == picked(row, "state", "missing", "reason")
    following.given(CASE, n.NominationSupplemented("ward-review", (), "", date(2025, 6, 1)))
    row = case_of(following)
    assert ("at-step", [], None) == picked(row, "state", "missing", "reason")
    assert date(2025, 6, 1) == row["due_on"]


@pytest.mark.parametrize(
    ("end", "state", "reason", "detail"),
    [
        (n.NominationRefused("ward-review", "violation", "found"), "refused", "violation", "found"),
        (n.NominationWithdrawn("moved"), "withdrawn", "moved", None),
    ],
)
def test_an_ended_case_waits_for_nobody_and_says_why(following, end, state, reason, detail):
    following.given(CASE, opened, filed, end)
    row = case_of(following)
    assert (state, reason, detail, None, None, None) == picked(
        row, "state", "reason", "detail", "due_on", "waiting_since", "arrived_on"
    )
    assert "ward-review" == row["step"]


ENTRY = HonourRegistered(
    CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, coefficient_confirmed=False, bonus=0
)


def test_a_granted_case_names_decision_and_honour_and_what_became_of_it(following):
    honour = honour_of(CASE)
    following.given_together(
        *(Change(CASE, event) for event in (*at_submit, granted)), Change(honour, ENTRY)
    )
    found = ("state", "decision", "honour", "honour_state")
    assert ("granted", DECISION, honour, "held") == picked(case_of(following), *found)
    following.given(honour, HonourAnnulled(DECISION, "fraud", "7/QĐ", APRIL))
    assert "annulled" == case_of(following)["honour_state"]
    following.given(honour, HonourRestored("8/QĐ", APRIL, DISTRICT, "court"))
    assert "held" == case_of(following)["honour_state"]


def test_an_assessment_stands_beside_its_target_and_the_last_one_counts(following):
    following.given(CASE, opened_in_movement, assessed(ONLINE, 70))
    following.given(CASE, replace(assessed(ONLINE, 85), evidence=(sha("report"),), note="recount"))
    online, quality = case_of(following)["criteria"]
    told = ("target", "measured", "met", "note", "evidence")
    assert ("80", "85", True, "recount", [sha("report")]) == picked(online, *told)
    assert (None, None, None, "", []) == picked(quality, *told)


def test_scores_of_a_step_have_a_weighted_mean_and_are_replaced_by_their_evaluator(following):
    scores = [
        n.EvaluatorScored("ward-review", who, Decimal(points), Decimal(weight))
        for who, points, weight in [("a", "50", 1), ("b", "80", 2), ("a", "90.5", 1)]
    ]
    following.given(CASE, opened, filed, *scores)
    (row,) = case_of(following)["scores"]
    assert ("ward-review", "83.50") == picked(row, "step", "mean")
    assert {"a": "90.5", "b": "80"} == {one["evaluator"]: one["points"] for one in row["given"]}


def test_two_spellings_of_one_evaluator_count_once(following):
    for who, points in [("an binh", "40"), ("AN\u00a0Binh", "90")]:
        score = n.EvaluatorScored("ward-review", who, Decimal(points), Decimal(1))
        following.given(*((CASE, opened, filed, score) if points == "40" else (CASE, score)))
    (row,) = case_of(following)["scores"]
    assert ("90.00", ["AN\u00a0Binh"]) == (row["mean"], [one["evaluator"] for one in row["given"]])


def test_a_withdrawn_paper_stays_in_the_file_with_its_reason(following):
    gone = n.EvidenceWithdrawn(sha("report"), "wrong year")
    following.given(CASE, opened, report, minutes, gone)
    papers = {one["paper"]: one["withdrawn"] for one in case_of(following)["evidence"]}
    assert {"achievement-report": "wrong year", "council-minutes": None} == papers
    following.given(CASE, report)
    papers = {one["paper"]: one["withdrawn"] for one in case_of(following)["evidence"]}
    assert {"achievement-report": None, "council-minutes": None} == papers


def test_opinions_stand_in_the_order_they_were_given(following):
    appraised = n.CaseAppraised(
        "district-appraisal", "appraiser", favourable=False, findings="thin"
    )
    voted = n.CouncilVoted("district-vote", 11, 9, 10, carried=False, minutes=None)
    following.given(CASE, *at_submit[:-1])
    following.given(CASE, appraised, voted, by="appraiser")
    told = [picked(one, "kind", "by", "favourable") for one in case_of(following)["opinions"]]
    assert [
        ("endorsed", "clerk", True),
        ("appraised", "appraiser", False),
        ("voted", "appraiser", False),
    ] == told
    assert (11, 9, 10) == picked(
        case_of(following)["opinions"][2], "members", "in_favour", "needed"
    )


def test_a_correction_shows_the_new_reading_and_the_last_fact(following):
    following.given(CASE, opened)
    fix = n.NominationCorrected("achievement", "Paperless ward", "Paperless", "typo")
    following.given(CASE, fix, on=date(2025, 4, 30))
    row = case_of(following)
    assert ("Paperless", 2, 2, date(2025, 4, 30)) == picked(
        row, "achievement", "version", "position", "effective_on"
    )


def test_cases_are_filtered_and_turned_page_by_page(following):
    days = [date(2025, 4, 20 - number) for number in range(5)]
    for number, day in enumerate(days):
        following.given(uuid5(CASE, str(number)), replace(opened, opened_on=day))
    following.given(OTHER, replace(opened, unit="other"))
    wanted, seen, after = Wanted(unit=WARD, state="draft"), [], None
    for _ in range(3):
        rows = following.ask(cases(wanted, EVERYTHING, after, limit=2))
        seen += [row["opened_on"] for row in rows[:2]]
        after = picked(rows[:2][-1], "opened_on", "nomination")
    assert sorted(days) == seen
    assert [] == following.ask(cases(Wanted(award="bk-tinh"), EVERYTHING))
