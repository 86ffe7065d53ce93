"""Written opinions come in from the call until ballots are cast, from absent members alone."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from domain.council.commands import DeclareConflict, WriteOpinion
from domain.council.events import (
    Choice,
    ConflictDeclared,
    HandsShown,
    ItemVoted,
    OpinionWritten,
    SessionClosed,
)
from domain.council.seat import SeatsRenewed
from domain.recorded import Dated
from tests import builders as b
from tests import council as c

EARLY, LATE = date(2025, 4, 14), date(2025, 4, 16)
FOR, AGAINST, PAPER = Choice.IN_FAVOUR, Choice.AGAINST, b.minutes.sha256
WROTE = OpinionWritten(b.CASE, "member-3", FOR)
CALLED = c.waiting(c.convened(3))
OPEN = c.item(c.OPEN)


def own(on=b.APRIL, number=3):
    return WriteOpinion(c.SESSION, c.as_member(number, on), b.CASE, FOR)


def entered(paper=PAPER, member="member-3", by=b.VOTES):
    return WriteOpinion(c.SESSION, by, b.CASE, FOR, member, paper)


@pytest.mark.parametrize("on", [EARLY, b.APRIL])
@pytest.mark.parametrize("more", [(), (c.begun(1, 2),)])
def test_an_opinion_comes_in_from_the_call_on_dated_by_the_day(on, more):
    c.waiting(Dated(c.convened(3), EARLY), *more).when(own(on)).then(WROTE)


def test_an_opinion_is_not_dated_after_the_session_nor_given_once_ballots_are_cast():
    CALLED.when(own(LATE)).then_refused("after-session")
    c.waiting(c.convened(3), c.begun(1, 2), c.ROLLED).when(own()).then_refused("out-of-session")
    counted = c.waiting(c.convened(3, OPEN), c.begun(1, 2, secret=()), c.SHOWN)
    counted.when(own()).then_refused("opinion-late")


def test_the_secretary_enters_it_by_the_paper_the_member_signed():
    told = OpinionWritten(b.CASE, "member-3", FOR, PAPER)
    CALLED.when(entered()).then(told)
    c.waiting(c.convened(3), told).when(entered()).then_nothing()
    CALLED.when(entered(None)).then_refused("opinion-without-paper")
    CALLED.when(entered(member="stranger")).then_refused("not-a-member")
    CALLED.when(entered(by=c.as_member(1))).then_refused("role-missing")


def test_a_paper_that_is_in_no_file_says_nothing():
    (why,) = CALLED.when(entered("0" * 64)).then_refused("evidence-unknown").refusals
    assert {"sha256": "0" * 64} == why.facts


def test_the_file_of_a_case_that_is_not_called_is_not_looked_into():
    stray = replace(entered("0" * 64), nomination=uuid4())
    CALLED.when(stray).then_refused("not-on-agenda")


FORGED = OpinionWritten(b.CASE, "MEMBER-3", AGAINST, PAPER)
MINE = (replace(FORGED, person="member-3", choice=FOR, paper=None),)


@pytest.mark.parametrize("begun", [(), (c.begun(1, 2),)])
def test_a_member_s_own_opinion_replaces_what_was_entered_for_them_and_not_the_other_way(begun):
    c.waiting(c.convened(3), *begun, FORGED).when(own()).then(*MINE)
    given = c.waiting(c.convened(3), *begun, FORGED, *MINE)
    given.when(replace(entered(), choice=AGAINST)).then_refused("opinion-given")
    given.when(replace(own(), choice=AGAINST)).then_refused("opinion-given")


def test_an_opinion_that_was_replaced_is_counted_once():
    forged = replace(FORGED, person="member-3")
    alone = c.waiting(c.convened(3, OPEN), FORGED, *MINE, c.begun(1, 2, secret=()), c.SHOWN)
    late = c.waiting(c.convened(3, OPEN), c.begun(1, 2, secret=()), forged, *MINE, c.SHOWN)
    for given in (alone, late):
        vote = ItemVoted(b.CASE, "district-vote", 3, 2, 0, 1, 3, False)
        given.when(c.closing()).then_in(c.SESSION, vote, SessionClosed())


def counted(*facts, rule=OPEN):
    """Return how the vote ends after an early opinion and more facts."""
    shown = HandsShown(b.CASE, ("member-1",), ())
    held = c.waiting(c.convened(3, rule), WROTE, *facts, shown)
    told = held.when(c.closing()).changes
    (vote,) = (one.event for one in told if isinstance(one.event, ItemVoted))
    return vote.in_favour, vote.blank


def test_an_early_opinion_counts_where_its_member_stays_away():
    assert (2, 1) == counted(c.begun(1, 2, secret=()))


def test_an_early_opinion_falls_where_its_member_comes_or_is_no_member_that_day():
    assert (1, 2) == counted(c.begun(1, 2, 3, secret=()))
    assert (1, 1) == counted(SeatsRenewed(c.seats(2), ()), c.begun(1, 2, secret=()))


def test_an_opinion_with_an_interest_found_since_does_not_count():
    kin = ConflictDeclared(b.CASE, "member-3", "kin")
    assert (1, 1) == counted(kin, c.begun(1, 2, secret=()))


def test_nobody_steps_back_from_a_vote_on_which_they_wrote_before_the_day():
    given = c.waiting(c.convened(3), WROTE)
    order = DeclareConflict(c.SESSION, c.as_member(3), b.CASE, "kin")
    given.when(order).then_refused("voted-already")
