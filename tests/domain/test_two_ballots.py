"""Ballots of one vote by several members: each takes their own."""

from tests import council as c


def test_who_comes_after_another_takes_a_ballot_too():
    took = c.waiting(c.convened(3), c.begun(1, 2), *c.took(1))
    assert took.when(c.taking(2)).changes
