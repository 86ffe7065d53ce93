"""Working days counted: where a term ends, how much is used, how it stands, when notices come."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.terms import (
    BEFORE_RULES,
    Calendar,
    DueState,
    Entry,
    Near,
    Notice,
    NoticeAct,
    TermRules,
    days_between,
    days_used,
    due_on,
    horizon,
    shifted,
)

FRIDAY = date(2025, 4, 25)
SWAP = Calendar(frozenset({date(2025, 5, 1), date(2025, 5, 2)}), frozenset({date(2025, 4, 26)}))
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
SETS = st.frozensets(st.dates(date(2025, 1, 1), date(2025, 12, 31)), max_size=40)


def notice(key, days, role=None):
    return Notice(key, NoticeAct.REMINDER, days, "a source", confirmed=False, role=role)


RULES = TermRules(
    Near(2, "a source", confirmed=False),
    BEFORE_RULES,
    (notice("near", -2), notice("last", 0), notice("late", 1)),
    Entry(2, "a source", confirmed=False),
)


def test_a_worked_saturday_counts_and_a_day_off_does_not():
    assert date(2025, 4, 26) == due_on(FRIDAY, 1, SWAP)
    assert date(2025, 5, 5) == due_on(FRIDAY, 5, SWAP)


def test_a_term_of_no_day_is_a_data_error():
    with pytest.raises(ValueError, match="0 working days"):
        due_on(FRIDAY, 0, SWAP)


@given(DAYS, st.integers(1, 60), SETS, SETS)
def test_the_days_up_to_the_last_are_the_days_of_the_term(start, days, off, worked):
    calendar = Calendar(off - worked, worked)
    last = due_on(start, days, calendar)

    assert days == days_between(start, last, calendar)
    assert (0, days) == (
        days_used(days, last, start, calendar),
        days_used(days, last, last, calendar),
    )
    assert calendar.is_working(last)


@given(DAYS, DAYS, SETS)
def test_days_between_are_counted_the_same_both_ways(one, other, off):
    calendar = Calendar(off)
    assert days_between(one, other, calendar) == -days_between(other, one, calendar)


def test_no_day_lies_between_a_day_and_itself():
    assert 0 == days_between(FRIDAY, FRIDAY, SWAP)


def test_a_term_that_ran_out_is_used_more_than_it_has():
    assert 12 == days_used(10, date(2025, 4, 29), date(2025, 5, 5), SWAP)


def test_days_are_counted_back_too():
    assert date(2025, 4, 26) == shifted(date(2025, 4, 29), -2, SWAP)
    assert FRIDAY == shifted(FRIDAY, 0, SWAP)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (None, DueState.NONE),
        (date(2025, 4, 24), DueState.OVERDUE),
        (FRIDAY, DueState.NEAR),
        (date(2025, 4, 28), DueState.NEAR),
        (date(2025, 4, 29), DueState.DUE),
    ],
)
def test_a_term_stands_as_of_the_day_asked(last, state):
    assert state is horizon(FRIDAY, 2, SWAP).state(last)


def test_notices_come_from_their_day_on_and_stay_to_be_said():
    last, one = date(2025, 4, 29), timedelta(days=1)
    said = [
        [n.key for n in RULES.come(last, day, SWAP)]
        for day in (FRIDAY, FRIDAY + one, last, date(2025, 4, 30), date(2026, 1, 1))
    ]
    every = ["near", "last", "late"]
    assert [[], ["near"], ["near", "last"], every, every] == said


@given(DAYS, DAYS, SETS)
def test_who_asks_for_terms_up_to_the_latest_misses_none(today, last, off):
    calendar = Calendar(off)
    if calendar.is_working(last) and RULES.come(last, today, calendar):
        assert last <= RULES.latest(today, calendar)


def test_the_first_notice_says_how_far_ahead_terms_are_asked_for():
    """Two working days ahead of Friday 25 April: a worked Saturday, and Monday."""
    assert date(2025, 4, 28) == RULES.latest(FRIDAY, SWAP)


def test_without_notices_only_terms_that_end_by_today_are_asked_for():
    rules = TermRules(RULES.near, BEFORE_RULES, (), RULES.entry)
    assert FRIDAY == rules.latest(FRIDAY, SWAP)


def test_what_came_in_time_may_be_entered_for_some_working_days():
    """After Friday 25 April: a worked Saturday and Monday; at once where no day is given."""
    assert date(2025, 4, 29) == RULES.entry.over(FRIDAY, SWAP)
    assert date(2025, 4, 26) == replace(RULES.entry, working_days=0).over(FRIDAY, SWAP)
