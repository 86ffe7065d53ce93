"""Small groups are hidden, and nobody who knows how can compute them."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.audit.groups import Table, hidden_in, medians, published

KEYS = "abcd"
LIMIT = 4


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, Table(0, {})),
        ({"a": 5, "b": 9}, Table(14, {"a": 5, "b": 9})),
        ({"a": 3, "b": 9, "c": 8}, Table(20, {"a": None, "b": None, "c": 8})),
        ({"a": 1, "b": 4, "c": 8}, Table(13, {"a": None, "b": None, "c": None})),
        ({"a": 1, "b": 2, "c": 4}, Table(7, {"a": None, "b": None, "c": None})),
        ({"a": 1, "b": 4}, Table(5, {}, withheld=True)),
        ({"a": 2, "b": 2}, Table(4, {}, withheld=True)),
        ({"a": 1, "b": 2}, Table(None, {}, withheld=True)),
    ],
)
def test_a_small_group_is_hidden_with_another_cell(counts, expected):
    assert expected == published(counts, LIMIT)


def test_days_are_told_of_published_cells_alone():
    table = published({"a": 2, "b": 5, "c": 6}, LIMIT)
    assert {"c": 3.5} == medians({"a": [1, 2], "b": [1] * 5, "c": [1, 2, 3, 4, 5, 6]}, table)


def hidden_of(table: Table) -> list[str]:
    return [key for key, count in table.cells.items() if count is None]


def told_of(table: Table) -> dict[str, int]:
    return {key: count for key, count in table.cells.items() if count is not None}


def candidates(table: Table) -> Iterator[dict[str, int]]:
    """Yield every table that would have been published so: what who knows the rule can think of."""
    hidden, told = hidden_of(table), told_of(table)
    left = (table.total or 0) - sum(told.values())
    for values in product(range(1, left + 1), repeat=len(hidden) - 1):
        last = left - sum(values)
        counts = {**told, **dict(zip(hidden, (*values, last), strict=True))}
        if last > 0 and published(counts, LIMIT) == table:
            yield counts


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 9), min_size=1))
def test_no_hidden_cell_can_be_computed_even_by_who_knows_the_rule(counts):
    table = published(counts, LIMIT)
    for key in hidden_of(table):
        assert len({one[key] for one in candidates(table)}) > 1, (table, counts)


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 50)), st.integers(2, 9))
def test_what_is_told_is_true_and_never_small(counts, smallest):
    table = published(counts, smallest)
    told = told_of(table)

    assert told.items() <= counts.items()
    assert all(count >= smallest for count in told.values())
    assert len(table.cells) - len(told) != 1
    assert (hidden_in(counts, smallest) is None) <= table.withheld
