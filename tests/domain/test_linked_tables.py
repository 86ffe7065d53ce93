"""No table tells what another of the same cases hides, not even to who knows the awards."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import product

import pytest

from domain.audit.groups import Ended, Table, linked

LIMIT = 3
HONOURS = (("gdvh", "household"), ("ldtt", "person"), ("mixed", "household"), ("mixed", "person"))
NAMES = ("award", "subject")
MOST = 9
Counts = tuple[int, ...]


def tables_of(counts: Counts) -> Mapping[str, Table]:
    ended = [
        Ended("u", award, subject, "granted", "", 0)
        for count, (award, subject) in zip(counts, HONOURS, strict=True)
        for _ in range(count)
    ]
    return linked(ended, NAMES, LIMIT)


def seen_of(counts: Counts) -> str:
    """Return all that is published of some cases, in one writing."""
    return repr(tables_of(counts))


@cache
def all_counts() -> Mapping[str, list[Counts]]:
    """Return every year that somebody who knows the awards can think of, by what it publishes."""
    found: dict[str, list[Counts]] = {}
    for counts in product(range(MOST + 1), repeat=len(HONOURS)):
        if sum(counts) <= MOST:  # the whole is told, so a year that publishes the same is as large
            found.setdefault(seen_of(counts), []).append(counts)
    return found


def groups_of(counts: Counts) -> list[int]:
    """Return how many each group holds: by award, by subject, by both."""
    by = Counter[str]()
    for count, (award, subject) in zip(counts, HONOURS, strict=True):
        by.update({award: count, subject: count, award + subject: count})
    return [by[key] for key in sorted(by)]


def test_no_small_group_is_the_same_in_all_years_that_publish_the_same():
    for seen, years in all_counts().items():
        for sizes in zip(*map(groups_of, years), strict=True):
            assert len(set(sizes)) > 1 or not 0 < sizes[0] < LIMIT, (seen, years)


@pytest.mark.parametrize(
    ("counts", "subjects"),
    [
        ((6, 5, 4, 3), {"household": 10, "person": 8}),
        ((6, 2, 0, 0), None),
        ((6, 5, 1, 4), None),
        ((0, 0, 0, 0), {}),
    ],
)
def test_subjects_are_told_where_no_group_of_award_and_subject_is_small(counts, subjects):
    told = tables_of(counts)["subject"]
    assert (sum(counts), subjects is None) == (told.total, told.withheld)
    assert (subjects or {}) == told.cells


def test_the_award_alone_of_its_kind_is_not_counted_out():
    few = [Ended("u", "cstdcs", "person", "granted", "", 0)] * 3
    many = [("gdvh", "household")] * 6 + [("ldtt", "person")] * 10 + [("ttldxs", "collective")] * 7
    ended = [*few, *(Ended("u", award, subject, "granted", "", 0) for award, subject in many)]
    told = linked(ended, (*NAMES, "unit"), 5)

    assert {"cstdcs": None, "gdvh": None, "ldtt": 10, "ttldxs": 7} == told["award"].cells
    assert [True, True] == [told[name].withheld for name in ("subject", "unit")]


def test_where_the_first_table_is_withheld_no_sum_is_told_either():
    told = linked([Ended("u", "gdvh", "person", "granted", "", 0)] * 3, NAMES, 5)
    assert dict.fromkeys(NAMES, Table(None, {}, withheld=True)) == told
