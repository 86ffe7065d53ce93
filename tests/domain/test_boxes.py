"""A box is counted whole or with what is missing stated; an empty one is no vote against."""

from dataclasses import replace

import pytest

from domain.acting import ActingFor
from domain.council.events import (
    BallotsCounted,
    Choice,
    ItemDropped,
    ItemVoted,
    OpinionWritten,
    SessionClosed,
)
from domain.facts import Event
from domain.ladder import Act
from domain.nomination.commands import RecordVote
from domain.nomination.events import CouncilVoted, NominationRefused, StepPassed
from domain.recorded import Dated
from tests import builders as b
from tests import council as c
from tests.spec import given_in

MODULUS = c.SIGNER.key(b.CASE).modulus
TOOK: tuple[Event, ...] = (c.convened(5), c.begun(*range(1, 6)), *c.took(*range(1, 6)), c.ROLLED)
BOX_EMPTY = ItemDropped(b.CASE, "box-empty")


@pytest.mark.parametrize("cast", range(1, 5))
def test_a_count_waits_until_what_did_not_come_back_is_stated(cast):
    given, ballots = c.waiting(*TOOK), c.cast(range(1, cast + 1))
    facts = {"handed_out": "5", "taken_in": str(cast), "not_returned": str(5 - cast)}
    for lost in {0, 1, 5, 6} - {5 - cast}:
        order = c.closing(*ballots, lost=lost)
        (why,) = given.when(order).then_refused("ballots-not-returned").refusals
        assert {**facts, "nomination": str(b.CASE)} == why.facts
    told = given.when(c.closing(*ballots, lost=5 - cast))
    told.then_in(
        b.CASE,
        CouncilVoted("district-vote", 5, cast, 5, False, None, c.SESSION),
        NominationRefused("district-vote", "vote-lost", f"{cast} of 5 ballots"),
    )


ROLLED = Dated(c.ROLLED, b.APRIL, ("District-Secretary",))


@pytest.mark.parametrize("cast", [0, 1])
def test_who_closed_the_roll_does_not_say_alone_that_ballots_are_missing(cast):
    given, ballots = c.waiting(*TOOK[:-1], ROLLED), c.cast(range(1, cast + 1))
    order = c.closing(*ballots, lost=5 - cast)
    given.when(order).then_refused("another-hand-needed")
    lent = replace(
        order.hand, actor="second", delegation=ActingFor(b.PAPER, b.VOTES.actor, "1/UQ", b.APRIL)
    )
    given.when(replace(order, hand=lent)).then_refused("another-hand-needed")
    second = replace(order, hand=replace(order.hand, actor="second"))
    assert not given.when(second).refusals


def test_who_closed_the_roll_counts_what_came_back_whole():
    whole = c.waiting(*TOOK[:-1], ROLLED).when(c.closing(*c.cast(range(1, 6))))
    whole.then_in(
        c.SESSION, ItemVoted(b.CASE, "district-vote", 5, 5, 0, 0, 5, True), SessionClosed()
    )


def test_a_box_into_which_nobody_cast_ends_no_case():
    given = c.waiting(*TOOK)
    given.when(c.closing()).then_refused("ballots-not-returned")
    dropped = given.when(c.closing(lost=5))
    dropped.then(BallotsCounted(c.SESSION, b.CASE, MODULUS, ()), BOX_EMPTY, SessionClosed())
    nobody_took = c.waiting(c.convened(5), c.begun(1, 2, 3, 4), c.ROLLED)
    nobody_took.when(c.closing()).then_in(c.SESSION, BOX_EMPTY, SessionClosed())


def test_opinions_are_counted_where_nobody_in_the_room_may_vote():
    items = c.item(c.SECRET, *map(c.member, (1, 2)))
    wrote = OpinionWritten(b.CASE, "member-3", Choice.IN_FAVOUR)
    given = c.waiting(c.convened(3, items), c.begun(1, 2), wrote, c.ROLLED)
    voted = ItemVoted(b.CASE, "district-vote", 3, 1, 0, 0, 3, False)
    given.when(c.closing()).then_in(c.SESSION, voted, SessionClosed())


def test_ballots_are_missing_from_boxes_alone():
    openly = c.waiting(c.convened(3, c.item(c.OPEN)), c.begun(1, 2, secret=()), c.SHOWN)
    (why,) = openly.when(c.closing(lost=1)).then_refused("no-secret-vote").refusals
    assert {"nomination": str(b.CASE)} == why.facts


def test_a_case_is_called_before_the_minutes_of_its_vote_are_there():
    steps = (replace(one, papers=("ballot-minutes",)) for one in b.LADDER.steps)
    asks = replace(b.opened, ladder=replace(b.LADDER, steps=tuple(steps)))
    given = given_in(b.CASE, asks, *c.arrived[1:]).and_in(c.COUNCIL, c.appointed(*c.seats(3)))
    given.when(c.convene()).then_in(c.SESSION, c.convened(3))


@pytest.mark.parametrize("paper", ["ballot-minutes", "council-minutes"])
def test_nobody_has_to_bring_the_minutes_that_a_session_writes_itself(paper):
    asked = {Act.VOTE: (paper,), Act.SUBMIT: ()}
    steps = tuple(replace(one, papers=asked.get(one.act, one.papers)) for one in b.LADDER.steps)
    asks = replace(b.opened, ladder=replace(b.LADDER, steps=steps))
    arrived = [asks, *(one for one in c.arrived[1:] if one is not b.minutes)]
    given = c.waiting(*TOOK).and_in(b.CASE, *arrived)
    given.when(c.closing(*c.cast(range(1, 6)))).then_in(
        b.CASE,
        CouncilVoted("district-vote", 5, 5, 5, True, None, c.SESSION),
        StepPassed("district-vote", "district-decision", None),
    )
    vote = RecordVote(b.CASE, b.VOTES, "district-vote", 5, 5)
    given.when(vote).then_refused("paper-missing")
