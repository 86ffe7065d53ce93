"""`make judge` is no success where the approval log was not there to be counted."""

import pytest

from tests.judges.__main__ import NOT_TRIED, verdict


@pytest.mark.parametrize(
    ("alike", "with_log", "status"),
    [(True, True, 0), (True, False, NOT_TRIED), (False, True, 1), (False, False, 1)],
)
def test_what_was_not_counted_is_told_by_the_status(alike, with_log, status):
    assert status == verdict(alike=alike, with_log=with_log) != (NOT_TRIED if with_log else 0)
