"""Every council of 1 to 15: a session begins exactly when a quorum is there, whoever steps back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from domain.council import policies
from domain.council.events import SessionOpened
from domain.council.rule import BallotRule
from domain.council.session import Meeting
from domain.council.tally import quorum
from tests import council as c

COUNCILS = range(1, 16)
NEEDED: Mapping[tuple[int, int], tuple[int, ...]] = {
    (2, 3): (1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10, 10),
    (1, 2): (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8),
    (3, 4): (1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12),
    (1, 1): (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
}
"""
How many of 1, 2, 3 ... appointed members have to be there, by the part: written down by hand.

The rule says "a session needs a part of the appointed members": who steps back is appointed all the
same, and counts whether there or away.
"""
Case = tuple[int, int, tuple[int, ...]]


def every_case(members: int) -> Iterator[Case]:
    """Yield every number present with every number of recusals, of who is there and who is not."""
    for present in range(members + 1):
        for many in range(members + 1):
            yield members, present, tuple(range(1, many + 1))
            yield members, present, tuple(range(members - many + 1, members + 1))


def at_the_edge(members: int) -> Iterator[Case]:
    """Yield those about the quorum of two thirds, with nobody, one, all but one, all recused."""
    needed = NEEDED[2, 3][members - 1]
    for present in (needed - 1, needed):
        for many in sorted({0, 1, members - 1, members}):
            yield members, present, tuple(range(1, many + 1))


def of(part: tuple[int, int]) -> BallotRule:
    """Return the rule of a vote whose quorum is a part; its share is the least there is."""
    return replace(c.SECRET, quorum_part=part[0], quorum_whole=part[1])


def expected(part: tuple[int, int], case: Case) -> tuple[str, ...] | int:
    """Return the quorum a session begins with, or why it does not."""
    members, present, recused = case
    needed = NEEDED[part][members - 1]
    if present < needed:
        return ("quorum-missing",)
    return ("out-of-reach",) if len(recused) == members else needed


def became(part: tuple[int, int], case: Case) -> tuple[str, ...] | int:
    """Open a session; return its quorum, or the codes it is refused with."""
    members, present, recused = case
    item = replace(c.item(of(part), *map(c.member, recused)), percent=1)
    called = c.waiting(c.convened(members, item))
    outcome = called.when(c.opening(*range(1, present + 1)))
    if outcome.refusals:
        return tuple(one.code for one in outcome.refusals)
    (begun,) = [one.event for one in outcome.changes if isinstance(one.event, SessionOpened)]
    assert begun.present == c.there(*range(1, present + 1))
    return begun.quorum


def wrong(part: tuple[int, int], cases: Iterator[Case]) -> list[Case]:
    """Return the cases in which a session begins, or does not, against the table."""
    return [case for case in cases if became(part, case) != expected(part, case)]


@pytest.mark.parametrize("members", COUNCILS)
def test_a_session_begins_exactly_from_its_quorum_on(members):
    assert [] == wrong((2, 3), at_the_edge(members))


@pytest.mark.drill
@pytest.mark.parametrize("part", NEEDED, ids=lambda one: f"{one[0]} of {one[1]}")
@pytest.mark.parametrize("members", COUNCILS)
def test_every_number_present_with_every_recusal_begins_as_the_table_says(members, part):
    assert [] == wrong(part, every_case(members))


def one_fewer(meeting: Meeting) -> int:
    """Return a quorum that is one too small."""
    return quorum(meeting) - 1


def without_the_recused(meeting: Meeting) -> int:
    """Return a quorum that leaves out who stepped back."""
    ((_, conflicts),) = meeting.conflicts.items()
    return quorum(meeting) - len(conflicts) * 2 // 3


@pytest.mark.parametrize("members", [3, 9, 15])
@pytest.mark.parametrize("planted", [one_fewer, without_the_recused])
def test_a_wrong_quorum_is_seen(monkeypatch, members, planted):
    monkeypatch.setattr(policies, "quorum", planted)
    assert wrong((2, 3), at_the_edge(members))
