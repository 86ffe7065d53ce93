"""What is odd about many cases together."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.audit.across import SEVERAL, Grant, Proposal, Records, found_across
from tests.domain.paths import SEEN

START = date(2025, 1, 1)


def grants(*approvers: str | None, unit: str = "w", on: date = date(2025, 6, 1)) -> list[Grant]:
    return [Grant("", unit, on, at, who) for at, who in enumerate(approvers, 1)]


def odd(given: list[Grant], *proposals: Proposal) -> list[tuple[object, ...]]:
    found = found_across(Records(given, proposals), SEEN)
    return [(one.rule, one.unit, one.positions, dict(one.facts)) for one in found]


def test_one_approver_for_all_grants_of_a_unit_is_found():
    facts = {"year": "2025", "person": "anh", "cases": "3"}
    assert [("one-approver", "w", (1, 2, 3), facts)] == odd(grants("anh", "anh", "anh"))


@pytest.mark.parametrize(
    "approvers",
    [("anh", "anh"), ("anh", "anh", "binh"), (SEVERAL,) * 3, ("anh", None, "anh", "anh")],
)
def test_few_cases_or_several_approvers_are_not_odd(approvers):
    assert [] == odd(grants(*approvers))


def test_units_and_years_are_looked_at_apart():
    other = grants("anh", on=date(2024, 6, 1)), grants("anh", unit="v")
    assert [] == odd([*grants("anh", "anh"), *other[0], *other[1]])


@pytest.mark.parametrize(("day", "last"), [(17, (3, 4)), (16, ())])
def test_grants_that_crowd_the_last_days_of_a_year_are_found(day, last):
    crowd = [Grant("log", "", date(2025, 12, day), at, None) for at in (3, 4)]
    given = [Grant("log", "", date(2025, 2, 1), at, None) for at in (1, 2)] + crowd
    facts = {"year": "2025", "in_last_days": "2", "in_year": "4", "source": "log"}
    assert ([("year-end-rush", "", last, facts)] if last else []) == odd(given)


def test_a_rush_of_few_cases_is_none():
    assert [] == odd(grants(None, None, None, on=date(2025, 12, 31)))


def test_an_even_share_is_no_rush():
    given = [Grant("", "w", START + timedelta(days=3 * n), n, None) for n in range(120)]
    assert [] == odd(given)


def test_two_who_nominated_each_other_are_found_once():
    there = Proposal(UUID(int=1), "w", 5, "a", "b"), Proposal(UUID(int=2), "w", 9, "a", "b")
    back = Proposal(UUID(int=3), "v", 7, "b", "a")
    alone = Proposal(UUID(int=4), "v", 8, "c", "c"), Proposal(UUID(int=5), "v", 6, "b", "d")
    expected = ("reciprocal-nominations", "w", (5, 7, 9), {"persons": "a, b"})
    assert [expected] == odd([], *there, back, *alone)
