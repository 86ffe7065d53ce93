"""Every test file is compiled by one worker of several, and by none before the rest where alone."""

import pytest

from tests.loaded_in_parts import part

NAMES = [f"test_{number}" for number in range(10)]


@pytest.mark.parametrize("workers", range(2, 13))
def test_the_parts_of_all_workers_are_all_files_once(workers):
    assert [name for number in range(workers) for name in part(NAMES, number, workers)] == NAMES


def test_who_is_alone_loads_nothing_before():
    assert [] == [*part(NAMES, 0, 1)]
