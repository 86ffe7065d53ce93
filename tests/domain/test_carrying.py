"""A vote that nobody can carry is told at the call and at the opening, not only at the count."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from domain.council.carrying import somebody_can_carry_it
from domain.council.events import (
    Attendance,
    ConflictDeclared,
    HandsShown,
    ItemDropped,
    MembersAppointed,
    SessionOpened,
)
from domain.council.floor import Floor
from domain.council.rule import Base
from domain.council.seat import Function, Seat, SeatsRenewed
from domain.council.session import Meeting
from domain.council.tally import quorum, tally, voters
from domain.votes import votes_needed
from tests import builders as b
from tests import council as c
from tests.domain.test_council_counting import meeting, subsets
from tests.spec import Given

NOMINATED = tuple(
    replace(seat, nominee=b.NOMINEE.ref) if at == 0 else seat for at, seat in enumerate(c.seats(3))
)
MORE = Seat("sub", Function.SUBSTITUTE, c.JANUARY)
KIN = ConflictDeclared(b.CASE, "member-3", "kin")


def standing(*seats: Seat) -> Given:
    return Given({b.CASE: b.dated(*c.arrived)}).and_in(c.COUNCIL, c.appointed(*seats))


def test_a_call_to_a_vote_that_nobody_can_carry_is_refused():
    refused = standing(*NOMINATED).when(c.convene())
    refused.then_refused("out-of-reach")
    (why,) = refused.refusals
    assert {"nomination": str(b.CASE), "in_reach": "2", "needed": "3"} == why.facts


def test_a_substitute_brings_it_into_reach():
    assert not standing(*NOMINATED, MORE).when(c.convene()).refusals


def test_a_substitute_of_another_member_does_not():
    other = replace(MORE, stands_in_for="member-2")
    standing(*NOMINATED, other).when(c.convene()).then_refused("out-of-reach")


def test_a_session_does_not_begin_for_what_nobody_can_carry_by_now():
    called = c.waiting(c.convened(3), KIN).and_in(c.COUNCIL, c.appointed(*c.seats(3)))
    called.when(c.opening(1, 2)).then_refused("out-of-reach")


def test_members_appointed_since_bring_it_into_reach():
    more = MembersAppointed((MORE,), "3/QĐ", c.JANUARY, c.BASIS)
    called = c.waiting(c.convened(3), KIN).and_in(c.COUNCIL, c.appointed(*c.seats(3)), more)
    opened = SessionOpened(c.there(1, 2), 2, (c.SIGNER.key(b.CASE),))
    called.when(c.opening(1, 2)).then(SeatsRenewed(c.seats(3, MORE), ()), opened)


def test_the_votes_beside_it_go_on():
    keys = tuple(c.SIGNER.key(one) for one in sorted((b.CASE, c.ANOTHER)))
    items = (c.item(), c.item(case=c.ANOTHER))
    called = c.waiting(c.convened(3, *items), KIN).and_in(c.ANOTHER, *c.arrived)
    called.when(c.opening(1, 2, keys=keys)).then(
        ItemDropped(b.CASE, "out-of-reach"), SessionOpened(c.there(1, 2), 2, keys)
    )


PERCENTS, SMALL = (1, 50, 67, 90, 100), range(1, 5)


def rooms(one: Meeting) -> Iterator[tuple[Attendance, ...]]:
    """Return everybody who may come, in every way there is, with the substitute for each."""
    for there in subsets(range(1, len(one.members) + 1)):
        present = c.there(*there)
        absent = (n for n in range(1, len(one.members) + 1) if n not in there)
        swapped = [(*present, Attendance(c.member(n), "sub")) for n in absent]
        yield from (who for who in (present, *swapped) if len(who) >= quorum(one))


def carried(one: Meeting, present: tuple[Attendance, ...]) -> bool:
    """Say whether the vote is carried where all agree who are there and may."""
    agreeing = tuple(who.by for who in voters(one, present, b.CASE))
    floor = Floor(present, {}, hands={b.CASE: HandsShown(b.CASE, agreeing, ())})
    counted = tally(one, floor, b.CASE, ())
    if not agreeing:
        return False
    return counted.in_favour >= votes_needed(counted.members, one.items[b.CASE].percent)


@pytest.mark.parametrize("members", SMALL)
@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("leave", [False, True])
def test_out_of_reach_is_what_no_room_carries_and_nothing_else(members, base, leave):
    rule = replace(c.OPEN, base=base, recused_leave=leave)
    for recused, percent in product(subsets(range(1, members + 1)), PERCENTS):
        plain = meeting(members, rule, recused)
        one = replace(plain, items={b.CASE: replace(plain.items[b.CASE], percent=percent)})
        some = any(carried(one, present) for present in rooms(one))
        assert some == (somebody_can_carry_it(b.CASE, one) is None)
