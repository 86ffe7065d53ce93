"""A case counts for the year of its act, or for the next that was not told when it was written."""

from itertools import product

import pytest

from domain.audit.year import counts_for


@pytest.mark.parametrize(
    ("told", "year"),
    [({}, 2025), ({2025: 7}, 2025), ({2025: 6}, 2026), ({2025: 6, 2026: 6}, 2027),
     ({2025: 6, 2026: 7}, 2026), ({2024: 1, 2026: 1}, 2025)],
)  # fmt: skip
def test_the_first_year_that_was_not_told_before(told, year):
    assert year == counts_for(2025, 7, told)


def test_no_year_changes_once_it_is_told_and_each_case_is_in_one():
    for first, second in product((2023, 2024, 2025), repeat=2):
        log = [(acted, end) for end, acted in enumerate((2023, 2024, 2025, 2023), 1)]
        told = {first: 2}
        before = {case for case in log[:2] if counts_for(*case, told) == first}
        told = {second: 3} | told
        assert before == {case for case in log if counts_for(*case, told) == first}
