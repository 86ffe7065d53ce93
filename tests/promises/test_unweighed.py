"""What is not weighed for coverage is really not: `make test` would take half as long again."""

import os

import pytest
from coverage.collector import Collector


@pytest.fixture
def asked() -> list[str]:
    """Return what asks the processes that this test starts to be weighed."""
    return [name for name in os.environ if name.startswith("COVERAGE_PROCESS_")]


@pytest.mark.no_cover
def test_what_is_not_weighed_lies_on_no_scales(asked):
    assert ([], []) == (Collector._collectors, asked)


def test_no_other_scales_lie_beneath_those_of_a_worker():
    """Coverage weighs each Python that is started, and pytest-cov a worker before it is one."""
    assert len(Collector._collectors) <= 1
