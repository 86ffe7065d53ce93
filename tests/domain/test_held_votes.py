"""A held case is not voted on; what stands in its way once ballots are out keeps its count."""

from dataclasses import replace
from datetime import date, timedelta

from domain.council.agenda import agenda_key
from domain.council.commands import CloseSession
from domain.council.events import (
    BallotsCounted,
    BallotsTaken,
    ItemDropped,
    ItemVoted,
    SessionClosed,
    SessionOpened,
)
from domain.hearing.events import CasePosted, PostingEnded
from domain.nomination.commands import RecordVote
from domain.nomination.events import (
    CouncilVoted,
    NominationRefused,
    NominationSupplemented,
    ReturnedForSupplement,
    StepPassed,
)
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.recorded import Dated
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed, KeyReleased
from tests import builders as b
from tests import council as c
from tests.spec import Given, given_in

BOTH = (b.CASE, b.OTHER)
HELD, LIFTED = CaseHeld("denunciation", "TC 1", "a letter"), HoldLifted("TC 1", "unfounded", None)
ITEMS = tuple(c.item(case=one) for one in BOTH)
KEYS = tuple(c.SIGNER.key(one) for one in BOTH)
POSTED = CasePosted("district-vote", "district", "hall", b.APRIL, 5, date(2025, 4, 22), "said")
AGENDA = claim_stream(agenda_key(b.CASE))
TAKEN = KeyClaimed(agenda_key(b.CASE), c.SESSION)
NEXT_DAY = b.APRIL + timedelta(days=1)


def two(*course, held=(HELD,)) -> Given:
    """Return two cases in a session, the first of them held."""
    first = given_in(b.CASE, *c.arrived, *held).and_in(b.OTHER, *c.arrived)
    seated = first.and_in(c.COUNCIL, c.appointed(*c.seats(3))).and_in(AGENDA, TAKEN)
    return seated.and_in(c.SESSION, c.convened(3, *ITEMS), *course)


def test_a_held_case_is_taken_onto_no_agenda():
    free = given_in(b.CASE, *c.arrived, HELD).and_in(c.COUNCIL, c.appointed(*c.seats(3)))
    (why,) = free.when(c.convene()).then_refused("case-held").refusals
    assert {"letter": "letter-1", "nomination": str(b.CASE)} == why.facts


def test_a_session_begins_without_what_is_held_by_then():
    order = c.opening(1, 2, keys=KEYS)
    dropped = ItemDropped(b.CASE, "case-held")
    told = two().when(order)
    told.then_in(c.SESSION, dropped, SessionOpened(c.there(1, 2), 2, KEYS))
    told.then_in(AGENDA, KeyReleased(agenda_key(b.CASE), c.SESSION))
    begun = two(dropped, c.begun(1, 2, secret=BOTH))
    begun.when(c.taking(1)).then_refused("not-on-agenda")
    alone = c.waiting(c.convened(3)).and_in(b.CASE, *c.arrived, HELD)
    alone.when(c.opening(1, 2)).then_refused("case-held")


def held_meanwhile(held=HELD) -> Given:
    """Return a session in which the members voted on both cases, the first held since."""
    papers = [c.ballot(n, case=one) for one in BOTH for n in (1, 2, 3)]
    took = [BallotsTaken(c.member(n), (papers[n - 1][0], papers[n + 2][0])) for n in (1, 2, 3)]
    return two(c.begun(1, 2, 3, secret=BOTH), *took, c.ROLLED, held=(held,))


def both_boxes():
    boxes = {one: tuple(c.ballot(n, case=one)[1] for n in (1, 2, 3)) for one in BOTH}
    return CloseSession(c.SESSION, b.VOTES, boxes)


def voted(case, **more) -> ItemVoted:
    return ItemVoted(case, "district-vote", 3, 3, 0, 0, 3, True, **more)


def test_a_case_held_meanwhile_keeps_its_count_and_lets_the_others_move():
    told = held_meanwhile().when(both_boxes())
    told.then_in(c.SESSION, voted(b.CASE, held=True), voted(b.OTHER), SessionClosed())
    told.then_in(b.CASE)
    told.then_in(AGENDA)
    assert 2 == sum(isinstance(one.event, BallotsCounted) for one in told.changes)
    told.then_in(
        b.OTHER,
        CouncilVoted("district-vote", 3, 3, 3, True, None, c.SESSION),
        StepPassed("district-vote", "district-decision", None),
    )


def test_any_rule_that_binds_one_case_keeps_its_count_and_lets_the_others_move():
    told = held_meanwhile(POSTED).when(both_boxes())
    told.then_in(c.SESSION, voted(b.CASE, held=True), voted(b.OTHER), SessionClosed())
    told.then_in(b.CASE)
    told.then_in(AGENDA)


def test_what_is_wrong_with_the_hand_of_the_closing_is_no_reason_to_keep_a_count():
    keeper = b.hand("officer", "council-secretary", b.DISTRICT, on=b.APRIL)
    for held in (HELD, POSTED):
        closed = held_meanwhile(held).when(replace(both_boxes(), hand=keeper))
        found = closed.then_refused("own-nomination", "own-nomination").refusals
        assert [str(one) for one in BOTH] == [one.facts["nomination"] for one in found]


def test_a_count_kept_for_a_rule_has_effect_once_the_rule_is_met():
    posted = kept(LIFTED, POSTED)
    posted.when(entered(3, 3)).then_refused("posting-open")
    met = kept(LIFTED, POSTED, PostingEnded("district", b.APRIL)).when(entered(3, 3))
    met.then_in(
        b.CASE,
        CouncilVoted("district-vote", 3, 3, 3, True, None, c.SESSION),
        StepPassed("district-vote", "district-decision", None),
    )


def kept(*more, in_favour=3) -> Given:
    """Return a case whose count a session keeps, and what happened to the case since."""
    count = ItemVoted(b.CASE, "district-vote", 3, in_favour, 0, 0, 3, in_favour == 3, held=True)
    closed = (c.begun(1, 2, 3, secret=BOTH), c.ROLLED, count, SessionClosed())
    return two(*closed, held=(HELD, *more))


def entered(members, in_favour) -> RecordVote:
    return RecordVote(b.CASE, b.VOTES, "district-vote", members, in_favour)


def test_a_kept_count_has_effect_once_the_hold_is_lifted():
    kept().when(entered(3, 3)).then_refused("case-held")
    told = kept(LIFTED).when(entered(3, 3))
    told.then_in(AGENDA, KeyReleased(agenda_key(b.CASE), c.SESSION))
    told.then_in(
        b.CASE,
        CouncilVoted("district-vote", 3, 3, 3, True, None, c.SESSION),
        StepPassed("district-vote", "district-decision", None),
    )


def test_a_kept_count_is_entered_as_it_was_and_not_voted_away():
    (why,) = kept(LIFTED, in_favour=2).when(entered(3, 3)).then_refused("count-kept").refusals
    assert {"members": "3", "in_favour": "2", "session": str(c.SESSION)} == why.facts
    lost = kept(LIFTED, in_favour=2).when(entered(3, 2))
    lost.then_in(
        b.CASE,
        CouncilVoted("district-vote", 3, 2, 3, False, None, c.SESSION),
        NominationRefused("district-vote", "vote-lost", "2 of 3 ballots"),
    )
    again = c.convene(session=b.PAPER)
    kept(LIFTED).when(again).then_refused("on-an-agenda")


def test_a_case_that_came_back_since_is_voted_on_anew():
    back = ReturnedForSupplement("district-vote", (b.REMARK,), "unclear")
    came = Dated(NominationSupplemented("district-vote", (b.REMARK,), "", None), NEXT_DAY)
    anew = kept(LIFTED, back, came)
    by = replace(b.VOTES, effective_on=NEXT_DAY)
    again = c.convene(session=b.PAPER, hand=by, held_on=NEXT_DAY)
    anew.when(again).then_in(
        AGENDA, KeyReleased(agenda_key(b.CASE), c.SESSION), KeyClaimed(agenda_key(b.CASE), b.PAPER)
    )
    one_more = replace(entered(3, 2), hand=by)
    assert not anew.when(one_more).refusals
