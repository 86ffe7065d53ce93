"""The inbox tells each desk what waits for it, what is due first, and how much is late."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid5

import pytest

from domain.hearing.events import ConsultationRequested
from domain.nomination import events as n
from domain.nomination.clock import ReminderIssued, TermResumed, TermStopped
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.terms import DueState, Horizon
from projections.desk import Desk, Wanted, counts, days_of, waiting
from projections.running_terms import ending_by
from tests.builders import (
    CASE,
    DISTRICT,
    OTHER,
    PAPER,
    WARD,
    at_submit,
    filed,
    minutes,
    opened,
    opened_in_movement,
    received,
    up,
)
from tests.projections.following import picked
from tests.projections.made_up_nominees import NEWER

EVERYONE = ("nominating-officer", "council-secretary", "leader", "appraiser")
back = n.ReturnedForSupplement("district-appraisal", (n.Missing("remark", "r"),), "thin")
again = n.NominationSupplemented("district-appraisal", (), "", date(2025, 6, 1))
carried = (*at_submit, up)
PASSED = n.StepPassed("ward-review", "ward-submit", None)


def desk(*units, roles=EVERYONE, **more):
    """Return who asks."""
    return Desk(roles, units or (WARD, DISTRICT), **more)


def order(following, *units, **more):
    """Return the nominations that wait, in order."""
    return [row["nomination"] for row in following.ask(waiting(desk(*units, **more)))]


@pytest.mark.parametrize(
    ("events", "kind", "role", "unit", "due_on"),
    [
        ((opened, filed), "act", "council-secretary", WARD, date(2025, 4, 29)),
        (at_submit, "act", "leader", WARD, None),
        (carried, "answer", "appraiser", DISTRICT, None),
        ((*carried, received), "act", "appraiser", DISTRICT, date(2025, 5, 20)),
        ((*carried, back), "supplement", "nominating-officer", WARD, None),
        ((*carried, back, again), "act", "appraiser", DISTRICT, date(2025, 6, 1)),
    ],
)
def test_a_case_waits_for_one_role_of_one_unit(following, events, kind, role, unit, due_on):
    following.given(CASE, *events)
    (row,) = following.ask(waiting(desk()))
    assert (kind, role, unit, due_on) == picked(row, "kind", "role", "unit", "due_on")


@pytest.mark.parametrize(
    "end",
    [
        n.NominationRefused("ward-submit", "violation", ""),
        n.NominationWithdrawn("moved"),
        n.NominationGranted("ward-submit", PAPER, PAPER),
    ],
)
def test_an_ended_case_waits_no_more(following, end):
    following.given(CASE, *at_submit)
    assert [CASE] == order(following)
    following.given(CASE, end)
    assert [] == order(following, kinds=("draft", "act", "answer", "supplement"))


def test_a_letter_that_is_settled_after_the_end_brings_no_case_back(following):
    kind = "denunciation"
    following.given(CASE, *at_submit, CaseHeld(kind, "TC 1", "a letter"))
    following.given(CASE, n.NominationWithdrawn("moved"))
    following.given(CASE, HoldLifted("TC 1", "unfounded", None), CaseHeld(kind, "TC 2", "again"))
    assert [] == order(following, kinds=("draft", "act", "answer", "supplement"))


def test_a_draft_waits_only_for_those_who_ask_for_drafts(following):
    following.given(CASE, opened)
    assert [] == order(following)
    assert [CASE] == order(following, kinds=("draft",))


def test_what_was_carried_up_says_by_which_paper(following):
    following.given(CASE, *carried)
    (row,) = following.ask(waiting(desk(DISTRICT)))
    assert (PAPER, WARD, "gk-tp") == picked(row, "submission", "from_unit", "award")


def test_a_case_waits_from_the_day_on_the_paper_that_brought_it(following):
    following.given(CASE, opened)
    following.given(CASE, filed, on=date(2025, 4, 18))
    following.given(CASE, minutes, on=date(2025, 4, 22))
    assert [date(2025, 4, 18)] == [row["arrived_on"] for row in following.ask(waiting(desk()))]


def test_facts_that_move_nothing_leave_the_inbox_as_it_is(following):
    following.given(CASE, opened, filed)
    before = following.ask(waiting(desk()))
    following.given(CASE, minutes, n.StepEndorsed("ward-review", "a", ""))
    assert before == following.ask(waiting(desk()))


def test_only_ones_own_roles_and_units_are_shown(following):
    following.given(CASE, opened, filed)
    assert [CASE] == order(following, WARD, roles=("council-secretary",))
    assert [] == order(following, WARD, roles=("leader",))
    assert [] == order(following, DISTRICT)


def test_the_first_due_come_first_and_those_without_a_term_last(following):
    cases = [uuid5(CASE, str(number)) for number in range(4)]
    days = [date(2025, 6, 1), None, date(2025, 5, 1), date(2025, 7, 1)]
    for one, day in zip(cases, days, strict=True):
        following.given(one, opened, replace(filed, due_on=day))
    expected = [cases[2], cases[0], cases[3], cases[1]]
    assert expected == order(following)
    assert [cases[2]] == order(following, due_before=date(2025, 6, 1))
    first = following.ask(waiting(desk(), limit=2))[1]
    after = picked(first, "due_by", "arrived_on", "nomination")
    assert expected[2:] == [
        row["nomination"] for row in following.ask(waiting(desk(), after=after, limit=2))
    ]


def test_a_row_without_a_term_says_none_and_pages_go_on_after_it(following):
    cases = [uuid5(CASE, str(number)) for number in range(4)]
    for one in cases:
        following.given(one, opened, replace(filed, due_on=date(2025, 5, 1)))
    for one in cases[1:]:
        following.given(one, n.StepPassed("ward-review", "ward-submit", None))
    seen, after = [], None
    while rows := following.ask(waiting(desk(), after=after, limit=1)):
        seen.append(picked(rows[0], "nomination", "due_by", "due_on"))
        after = picked(rows[0], "due_by", "arrived_on", "nomination")
    none = [(one, None, None) for one in sorted(cases[1:])]
    assert [(cases[0], date(2025, 5, 1), date(2025, 5, 1)), *none] == seen


def test_work_is_counted_by_desk_with_what_is_late(following):
    for number, day in enumerate([date(2025, 4, 1), date(2025, 4, 30), None]):
        following.given(uuid5(CASE, str(number)), opened, replace(filed, due_on=day))
    following.given(OTHER, *carried)
    found = following.ask(counts(desk(), date(2025, 4, 20)))
    assert [
        (WARD, "council-secretary", "act", 3, 1),
        (DISTRICT, "appraiser", "answer", 1, 0),
    ] == [picked(row, "unit", "role", "kind", "waiting", "overdue") for row in found]


def test_the_inbox_is_filtered_by_what_a_case_is_about(following):
    following.given(CASE, opened, filed)
    following.given(OTHER, opened_in_movement, filed, PASSED)
    for wanted, found in [
        (Wanted(movement="hai-duong-2025"), [OTHER]),
        (Wanted(step="ward-review"), [CASE]),
        (Wanted(award="gk-tp"), [CASE, OTHER]),
        (Wanted(award="bk-tinh"), []),
    ]:
        rows = following.ask(waiting(desk(), wanted))
        assert found == [row["nomination"] for row in rows]


SEEN = Horizon(date(2025, 4, 29), date(2025, 5, 5))


def test_the_inbox_is_asked_for_terms_as_they_stand_on_a_day(following):
    days = {
        DueState.OVERDUE: date(2025, 4, 28),
        DueState.NEAR: date(2025, 5, 5),
        DueState.DUE: date(2025, 5, 6),
        DueState.NONE: None,
    }
    for state, day in days.items():
        following.given(uuid5(CASE, state.value), opened, replace(filed, due_on=day))
    for state, day in days.items():
        (row,) = following.ask(waiting(desk(due=days_of(state, SEEN))))
        assert (uuid5(CASE, state.value), state) == (row["nomination"], SEEN.state(row["due_on"]))
        assert day == row["due_on"]


def test_a_term_whose_clock_stands_is_none_until_it_goes_again(following):
    following.given(CASE, opened, filed, TermStopped("ward-review", 3))
    assert [None] == [row["due_on"] for row in following.ask(waiting(desk()))]
    following.given(CASE, TermResumed("ward-review", date(2025, 5, 9)))
    assert [date(2025, 5, 9)] == [row["due_on"] for row in following.ask(waiting(desk()))]


def test_a_question_to_an_agency_is_asked_for_by_its_own_term(following):
    asked = ConsultationRequested("ward-review", "TAX", "taxes", 5, date(2025, 5, 6), "no-remark")
    following.given(CASE, opened, filed, asked)
    tax = partial(Desk, ("consulted-agency",), ("TAX",))
    found = {
        state: len(following.ask(waiting(tax(due=days_of(state, SEEN))))) for state in DueState
    }
    assert {state: int(state is DueState.DUE) for state in DueState} == found


def test_what_was_said_of_a_term_stands_as_long_as_the_case_stays(following):
    """Or the service would look at each notice again, for as long as the case waits."""
    said = ReminderIssued("ward-review", date(2025, 4, 29), "near", -3, "council-secretary", WARD)
    following.given(CASE, opened, filed, said, NEWER)
    assert [["near"]] == [row["told"] for row in following.ask(ending_by(date(2025, 12, 31)))]


def test_of_what_has_no_term_the_oldest_by_its_paper_comes_first(following):
    early, late = uuid5(CASE, "early"), uuid5(CASE, "late")
    for one, day in ((late, date(2025, 5, 20)), (early, date(2025, 5, 2))):
        following.given(one, opened, replace(filed, due_on=None), on=day)
    assert [early, late] == order(following)
