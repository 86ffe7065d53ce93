"""The chair's hand counts twice at a tie of an open vote, only where the rule says so."""

from dataclasses import replace
from itertools import product

import pytest

from domain.council.events import Attendance, Choice, HandsShown, ItemVoted
from domain.council.floor import Floor
from domain.council.rule import Base, Way
from domain.council.session import Meeting
from domain.council.tally import Tally, tally
from domain.nomination.events import CouncilVoted, NominationRefused, StepPassed
from tests import builders as b
from tests import council as c
from tests.spec import Given

CASTING = replace(c.OPEN, casting_vote=True)


def meeting(rule=CASTING, members: int = 4) -> Meeting:
    """Return a session of so many members, all with a seat of their own."""
    seats = c.seats(members, c.SUBSTITUTE)
    return Meeting(c.COUNCIL, b.DISTRICT, b.APRIL, seats, {b.CASE: c.item(rule)}, {b.CASE: ()})


def counted(some: tuple[int, ...], others: tuple[int, ...], rule=CASTING, **floor) -> Tally:
    """Return the count of hands: who agreed, who did not."""
    hands = HandsShown(b.CASE, tuple(map(c.member, some)), tuple(map(c.member, others)))
    there = Floor(c.there(1, 2, 3, 4), {}, hands={b.CASE: hands})
    return tally(meeting(rule), replace(there, **floor), b.CASE, ())


@pytest.mark.parametrize("members", range(1, 10))
def test_every_show_of_hands_up_to_nine(members):
    """Try every hand of every council: the chair casts at a tie with their hand up, never else."""
    for shown in product((Choice.IN_FAVOUR, Choice.AGAINST, Choice.BLANK), repeat=members):
        said = list(enumerate(shown, start=1))
        some = tuple(c.member(n) for n, one in said if one is Choice.IN_FAVOUR)
        others = tuple(c.member(n) for n, one in said if one is Choice.AGAINST)
        there = c.there(*range(1, members + 1))
        floor = Floor(there, {}, hands={b.CASE: HandsShown(b.CASE, some, others)})
        found = tally(meeting(members=members), floor, b.CASE, ())
        assert found.casting == (len(some) == len(others) and c.member(1) in some)
        assert (found.in_favour, found.against) == (len(some), len(others))


def test_no_rule_says_so_unless_the_data_does():
    assert not c.OPEN.casting_vote
    assert not counted((1, 2), (3, 4), c.OPEN).casting


def test_the_chair_s_substitute_casts_nothing_and_an_opinion_makes_the_tie():
    sub = (Attendance(c.member(1), "sub"), *c.there(2, 3, 4))
    hands = HandsShown(b.CASE, ("sub", c.member(2)), (c.member(3), c.member(4)))
    assert not counted((), (), present=sub, hands={b.CASE: hands}).casting
    wrote = {(b.CASE, c.member(4)): Choice.AGAINST}
    there = {"present": c.there(1, 2, 3), "opinions": wrote}
    assert counted((1, 2), (3,), **there).casting
    assert not counted((1, 2), (), **there).casting


def test_a_secret_vote_has_no_chair():
    rule = replace(CASTING, way=Way.SECRET)
    ballots = [c.ballot(1)[1], c.ballot(2, Choice.AGAINST)[1]]
    assert not tally(meeting(rule), Floor(c.there(1, 2), {}), b.CASE, ballots).casting


def hands(base: Base, *, chair: bool) -> Given:
    """Return a case that needs three of four, and a tie of hands with the chair's up or not."""
    item = replace(c.item(replace(CASTING, base=base)), percent=60)
    up, down = ("member-1", "member-2"), ("member-3", "member-4")
    shown = HandsShown(b.CASE, *((up, down) if chair else (down, up)))
    steps = (replace(one, percent=60 if one.percent else None) for one in b.LADDER.steps)
    opened = replace(b.opened, ladder=replace(b.LADDER, steps=tuple(steps)))
    held = c.waiting(c.convened(4, item), c.begun(1, 2, 3, 4, secret=()), shown)
    return held.and_in(b.CASE, opened, *c.arrived[1:])


@pytest.mark.parametrize(("chair", "ends"), [(True, StepPassed), (False, NominationRefused)])
@pytest.mark.parametrize("base", Base)
def test_the_case_moves_as_the_chair_says_and_the_hands_stay_what_they_were(chair, ends, base):
    changes = hands(base, chair=chair).when(c.closing()).changes
    facts = {type(one.event): one.event for one in changes}
    told, vote = facts[ItemVoted], facts[CouncilVoted]
    assert (told.in_favour, told.against, told.casting) == (2, 2, chair)
    assert (vote.in_favour, vote.needed, vote.carried) == (2 + chair, 3, chair)
    assert ends in facts
