"""Small groups are told with others alone, and nobody who knows how can compute them."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.audit.groups import Table, medians, published, told_together

LIMIT, MOST = 4, 14
Counts = tuple[int, ...]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, Table(0, {}, 0)),
        ({"a": 5, "b": 9}, Table(14, {"a": 5, "b": 9}, 0)),
        ({"a": 3, "b": 9, "c": 8}, Table(20, {"c": 8}, 12)),
        ({"a": 1, "b": 4, "c": 8}, Table(13, {}, 13)),
        ({"a": 1, "b": 4, "c": 8, "d": 7}, Table(20, {"d": 7}, 13)),
        ({"a": 1, "b": 5, "c": 8}, Table(14, {"c": 8}, 6)),
        ({"a": 1, "b": 2, "c": 4, "d": 4}, Table(11, {"d": 4}, 7)),
        ({"a": 1, "b": 4}, Table(5, {}, 5)),
        ({"a": 2, "b": 2}, Table(4, {}, 4)),
        ({"a": 1, "b": 2}, Table(None, {}, None)),
    ],
)
def test_a_small_group_is_told_with_others_alone(counts, expected):
    assert expected == published(counts, LIMIT)


def test_days_are_told_of_published_cells_alone():
    table = published({"a": 2, "b": 5, "c": 6}, LIMIT)
    assert {"c": 3.5} == medians({"a": [1, 2], "b": [1] * 5, "c": [1, 2, 3, 4, 5, 6]}, table)


@cache
def all_counts(keys: int) -> Mapping[str, list[Counts]]:
    """Return all tables that who knows the rule can think of, empty groups too, by what is told."""
    found = defaultdict[str, list[Counts]](list)
    for counts in product(range(MOST + 1), repeat=keys):
        if sum(counts) <= MOST:  # the whole is told, so what is told the same is as large
            named = {chr(97 + at): count for at, count in enumerate(counts) if count}
            found[repr(published(named, LIMIT))].append(counts)
    return found


@pytest.mark.parametrize("keys", [2, 3, 4])
def test_no_small_group_can_be_computed_even_by_who_knows_the_rule(keys):
    for told, tables in all_counts(keys).items():
        for sizes in zip(*tables, strict=True):
            assert len({*sizes}) > 1 or not 0 < sizes[0] < LIMIT, (told, tables)


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 50)), st.integers(3, 9))
def test_what_is_told_is_true_and_never_small(counts, smallest):
    table = published(counts, smallest)

    assert table.cells.items() <= counts.items()
    assert all(count >= smallest for count in table.cells.values())
    assert table.others in {None, 0} or table.others >= smallest
    assert table.total in {None, sum(table.cells.values()) + (table.others or 0)}
    assert told_together(counts, smallest).isdisjoint(table.cells)
