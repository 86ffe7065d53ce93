"""Who comes late counts in the votes that are still to be taken, and in none that was."""

from dataclasses import replace
from itertools import combinations

import pytest

from domain.council.commands import NoteArrival
from domain.council.events import Attendance, Choice, HandsShown, OpinionWritten, SessionOpened
from domain.council.presence import MemberArrived
from domain.council.rule import Base
from domain.council.session import SESSION, Sitting
from domain.council.tally import quorum, tally
from tests import builders as b
from tests import council as c
from tests.spec import Given

OPENED = c.begun(1, 2)
BOTH = (c.item(), c.item(c.OPEN, case=c.ANOTHER))


def arriving(member: str, by: str | None = None, hand=b.VOTES) -> NoteArrival:
    return NoteArrival(c.SESSION, hand, Attendance(member, by or member))


def late(number: int) -> MemberArrived:
    return MemberArrived(c.member(number), c.member(number))


def sitting(*facts, items=(), count: int = 3) -> Given:
    """Return a session that began with two of its members, and what happened since."""
    return c.waiting(c.convened(count, *items, more=(c.SUBSTITUTE,)), OPENED, *facts)


def test_a_member_who_comes_late_takes_the_seat_and_a_ballot():
    sitting().when(arriving("member-3")).then(late(3))
    sitting().when(c.taking(3)).then_refused("not-present")
    sitting(late(3)).when(c.taking(3)).then(*c.took(3))


def test_a_substitute_comes_late_for_an_empty_seat():
    sitting().when(arriving("member-3", "sub")).then(MemberArrived("member-3", "sub"))


def test_the_same_arrival_again_is_nothing():
    sitting(late(3)).when(arriving("Member-3")).then()


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (arriving("member-1", "sub"), "present-twice"),
        (arriving("member-3", "member-1"), "not-a-substitute"),
        (arriving("stranger"), "not-seated"),
        (arriving("member-3", "stranger"), "not-a-substitute"),
    ],
)
def test_a_seat_is_taken_once_by_who_may(order, code):
    assert code in [one.code for one in sitting().when(order).refusals]


def test_the_secretary_alone_notes_who_comes_and_not_before_the_day():
    sitting().when(arriving("member-3", hand=c.as_member(3))).then_refused("role-missing")
    early = replace(b.VOTES, effective_on=c.JANUARY)
    sitting().when(arriving("member-3", hand=early)).then_refused("before-session")


def test_nobody_arrives_before_the_opening_nor_after_the_roll():
    c.waiting(c.convened(3)).when(arriving("member-3")).then_refused("out-of-session")
    sitting(c.ROLLED).when(arriving("member-3")).then_refused("out-of-session")


def test_nobody_arrives_after_the_last_vote():
    shown = HandsShown(b.CASE, ("member-1",), ())
    openly = sitting(shown, items=(c.item(c.OPEN),))
    openly.when(arriving("member-3")).then_refused("votes-taken")
    sitting(replace(shown, nomination=c.ANOTHER), items=BOTH).when(arriving("member-3")).then(
        late(3)
    )


def test_what_a_late_member_wrote_counts_only_where_the_vote_was_taken():
    wrote = [OpinionWritten(one, "member-3", Choice.AGAINST) for one in (b.CASE, c.ANOTHER)]
    shown = HandsShown(c.ANOTHER, ("member-1", "member-2"), ())
    state = c.after(SESSION, c.convened(3, *BOTH), OPENED, *wrote, shown, late(3))
    assert {(c.ANOTHER, "member-3"): Choice.AGAINST} == state.floor.opinions


def test_a_vote_that_was_taken_is_reckoned_of_who_was_there():
    rule = replace(c.OPEN, base=Base.PRESENT)
    shown = HandsShown(b.CASE, ("member-1", "member-2"), ())
    state = c.after(SESSION, c.convened(3, c.item(rule), BOTH[1]), OPENED, shown, late(3))
    counted = tally(state.meeting, state.floor, b.CASE, ())
    assert (2, 2, 0) == (counted.members, counted.in_favour, counted.blank)
    assert 3 == len(state.floor.room(c.ANOTHER))


def counted(members: int, recused: tuple[int, ...], base: Base, *facts):
    """Return the tally of an open vote on which nobody has an opinion, and who was there."""
    rule = replace(c.OPEN, base=base, recused_leave=True)
    called = c.convened(members, c.item(rule, *map(c.member, recused)))
    state = c.after(SESSION, called, *facts)
    assert isinstance(state, Sitting)
    return tally(state.meeting, state.floor, b.CASE, ()), quorum(state.meeting)


def test_who_takes_the_seat_of_a_recused_one_after_the_vote_is_not_of_those_it_is_reckoned_of():
    hands = HandsShown(b.CASE, ("member-1", "member-2"), ())
    early = c.begun(1, 2, secret=())
    (before, _), (after, _) = (
        counted(3, (3,), Base.ALL, early, hands, *more)
        for more in ((), (MemberArrived("member-3", "sub"),))
    )
    assert 2 == before.members == after.members


@pytest.mark.parametrize("members", range(1, 10))
@pytest.mark.parametrize("base", Base)
def test_who_came_late_counts_as_if_there_from_the_first_for_every_recusal(members, base):
    everybody = range(1, members + 1)
    opened = [c.begun(*(everybody[:early]), secret=()) for early in (1, members)]
    tardy = [late(one) for one in everybody[1:]]
    for size in range(members):
        for recused in combinations(everybody, size):
            hands = HandsShown(b.CASE, tuple(map(c.member, set(everybody) - {*recused})), ())
            later = counted(members, recused, base, opened[0], *tardy, hands)
            assert later == counted(members, recused, base, opened[1], hands)


@pytest.mark.parametrize("members", range(2, 10))
@pytest.mark.parametrize("base", Base)
def test_who_came_after_a_vote_changes_nothing_of_it_for_every_recusal(members, base):
    everybody = range(1, members + 1)
    opened = SessionOpened(c.there(1), 1, ())
    hands = HandsShown(b.CASE, (c.member(1),), ())
    tardy = [late(one) for one in everybody[1:]]
    for size in range(members):
        for recused in combinations(everybody[1:], size):
            before = counted(members, recused, base, opened, hands)
            assert before == counted(members, recused, base, opened, hands, *tardy)
