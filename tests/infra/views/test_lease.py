"""The lease on a file: one holder at a time, and another one as soon as it is given back."""

import os
import signal

import pytest

from infra.views.lease import FileLease


@pytest.fixture
def leases(tmp_path):
    """Lend two leases on one file."""
    both = FileLease(tmp_path / "lock"), FileLease(tmp_path / "lock")
    yield both
    for one in both:
        one.give_back()


def test_one_of_two_holds_it_and_goes_on_holding_it(leases):
    first, second = leases

    assert [True, False, True, False] == [one.held() for one in (first, second, first, second)]


def test_what_was_given_back_is_taken_by_the_other(leases):
    first, second = leases
    assert first.held()
    first.give_back()

    assert [True, False] == [second.held(), first.held()]


def test_giving_back_what_one_does_not_hold_changes_nothing(leases):
    first, second = leases
    assert first.held()
    second.give_back()

    assert [False, True] == [second.held(), first.held()]


def test_the_lock_ends_with_the_process_that_holds_it(leases):
    ours, theirs = leases
    ready, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(said, b"1" if theirs.held() else b"0")
        signal.pause()
    assert (b"1", False) == (os.read(ready, 1), ours.held())
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

    assert ours.held()
    for end in (ready, said):
        os.close(end)
