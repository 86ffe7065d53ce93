"""Written opinions come in from the call until ballots are cast, from absent members alone."""

from datetime import date

import pytest

from domain.council.commands import DeclareConflict, WriteOpinion
from domain.council.events import Choice, ConflictDeclared, HandsShown, ItemVoted, OpinionWritten
from domain.council.seat import SeatsRenewed
from tests import builders as b
from tests import council as c

EARLY, LATE = date(2025, 4, 14), date(2025, 4, 16)
FOR, PAPER = Choice.IN_FAVOUR, b.sha("opinion")
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
    c.waiting(c.convened(3), *more).when(own(on)).then(WROTE)


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
