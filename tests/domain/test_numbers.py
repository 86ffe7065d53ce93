"""Terms, bonuses, ballots: numbers with their rounding."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bonus import ROUNDED_TO, bonus
from domain.terms import Calendar, due_on
from domain.votes import votes_needed
from tests.builders import DECIDE, LADDER, REVIEW

FRIDAY = date(2025, 4, 25)
SWAP = Calendar(
    days_off=frozenset({date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)}),
    worked_weekends=frozenset({date(2025, 4, 26)}),
)


def test_a_weekend_does_not_count():
    assert date(2025, 4, 28) == due_on(FRIDAY, 1, Calendar())


def test_days_off_and_swapped_saturdays_are_the_calendars():
    assert date(2025, 4, 26) == due_on(FRIDAY, 1, SWAP)
    assert date(2025, 5, 5) == due_on(date(2025, 4, 29), 1, SWAP)


def test_a_term_of_no_days_is_a_data_error():
    with pytest.raises(ValueError, match="0 working days"):
        due_on(FRIDAY, 0, Calendar())


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 60))
def test_a_term_ends_on_a_working_day_and_a_longer_one_later(start, days):
    end = due_on(start, days, SWAP)
    assert SWAP.is_working(end)
    assert start < end < due_on(start, days + 1, SWAP)


@pytest.mark.parametrize(
    ("times", "salary", "dong"),
    [("0.3", 2_340_000, 710_000), ("0.45", 2_340_000, 1_060_000), ("1", 2_340_000, 2_340_000)],
)
def test_a_bonus_is_rounded_up_to_ten_thousands(times, salary, dong):
    assert dong == bonus(Decimal(times), salary)


@given(st.decimals(0, 50, places=2), st.integers(0, 10_000_000))
def test_rounding_adds_less_than_ten_thousand(times, salary):
    paid = bonus(times, salary)
    assert paid % ROUNDED_TO == 0
    assert 0 <= paid - times * salary < ROUNDED_TO


@pytest.mark.parametrize(("times", "salary"), [("-0.1", 1), ("1", -1)])
def test_a_bonus_below_zero_is_a_data_error(times, salary):
    with pytest.raises(ValueError, match="x"):
        bonus(Decimal(times), salary)


@pytest.mark.parametrize(
    ("members", "percent", "needed"),
    [(11, 90, 10), (11, 80, 9), (10, 90, 9), (1, 1, 1), (3, 67, 3)],
)
def test_ballots_are_rounded_up(members, percent, needed):
    assert needed == votes_needed(members, percent)


@pytest.mark.parametrize(("members", "percent"), [(0, 90), (4, 0), (4, 101)])
def test_no_members_and_no_share_are_data_errors(members, percent):
    with pytest.raises(ValueError, match="members"):
        votes_needed(members, percent)


def test_a_ladder_knows_its_rungs():
    assert REVIEW == LADDER.first
    assert DECIDE == LADDER.step("district-decision")
    assert LADDER.after("district-decision") is None
    with pytest.raises(KeyError, match="attic"):
        LADDER.step("attic")
    assert LADDER.times("collective") is None
