"""Votes in a session: opinions, hands, secret ballots, and what the results do to the cases."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from domain.council.closing import castable
from domain.council.commands import CloseRoll, CountHands, WriteOpinion
from domain.council.events import (
    BallotsCounted,
    BallotsTaken,
    Choice,
    ConflictDeclared,
    HandsShown,
    ItemDropped,
    ItemVoted,
    OpinionWritten,
    RollClosed,
    SessionClosed,
)
from domain.council.proof import box_of
from domain.council.session import SESSION as FOLD
from domain.nomination.events import (
    CouncilVoted,
    NominationRefused,
    NominationWithdrawn,
    StepPassed,
)
from tests import builders as b
from tests import council as c
from tests.impossible import cannot_follow

SITTING = c.waiting(c.convened(3), c.begun(1, 2))
OPENLY = c.waiting(c.convened(3, c.item(c.OPEN)), c.begun(1, 2, secret=()))
BOX = box_of(c.SESSION, b.CASE)
EARLY = date(2025, 4, 14)
AGAINST, BLANK, FOR = Choice.AGAINST, Choice.BLANK, Choice.IN_FAVOUR


def opinion(number, choice=FOR, case=b.CASE, on=b.APRIL):
    return WriteOpinion(c.SESSION, c.as_member(number, on), case, choice)


def hands(in_favour=(1,), against=(), by=b.VOTES, case=b.CASE):
    return CountHands(
        c.SESSION, by, case, tuple(map(c.member, in_favour)), tuple(map(c.member, against))
    )


def roll(by=b.VOTES):
    return CloseRoll(c.SESSION, by)


def voted(members, in_favour, against, blank, needed):
    carried = in_favour >= needed
    return ItemVoted(b.CASE, "district-vote", members, in_favour, against, blank, needed, carried)


def test_an_absent_member_writes_an_opinion_once():
    SITTING.when(opinion(3)).then(OpinionWritten(b.CASE, "member-3", FOR))
    wrote = c.waiting(c.convened(3), c.begun(1, 2), OpinionWritten(b.CASE, "Member-3", FOR))
    wrote.when(opinion(3)).then_nothing()
    wrote.when(opinion(3, AGAINST)).then_refused("opinion-given")


def test_opinions_are_of_absent_members_alone():
    SITTING.when(opinion(1)).then_refused("not-absent")
    late = date(2025, 4, 16)
    SITTING.when(opinion(9, case=uuid4(), on=late)).then_refused(
        "not-a-member", "after-session", "not-on-agenda"
    )
    more = (c.SUBSTITUTE,)
    called = c.waiting(c.convened(3, more=more), c.begun(1, 2))
    sub = b.hand("sub", "x", b.DISTRICT)
    called.when(WriteOpinion(c.SESSION, sub, b.CASE, FOR)).then_refused("not-absent")


def test_opinions_need_a_rule_and_no_interest():
    rule = replace(c.SECRET, written=False)
    c.waiting(c.convened(3, c.item(rule, "member-3")), c.begun(1, 2)).when(opinion(3)).then_refused(
        "no-written-opinions", "recused"
    )


def test_hands_are_counted_once_and_openly():
    OPENLY.when(hands()).then(HandsShown(b.CASE, ("member-1",), ()))
    shown = c.waiting(c.convened(3, c.item(c.OPEN)), c.begun(1, 2, secret=()), c.SHOWN)
    shown.when(hands()).then_nothing()
    shown.when(hands(against=(2,))).then_refused("hands-counted")
    SITTING.when(hands()).then_refused("way-of-voting")


def test_only_who_is_there_without_an_interest_shows_a_hand():
    item = c.item(c.OPEN, "member-2")
    given = c.waiting(c.convened(3, item), c.begun(1, 2, secret=()))
    given.when(hands((1, 1, 3), (2,))).then_refused("counted-twice", "not-present", "recused")
    OPENLY.when(hands(by=b.OFFICER, case=uuid4())).then_refused(
        "role-missing", "unit-foreign", "not-on-agenda"
    )
    OPENLY.when(hands((1, 1), case=uuid4())).then_refused("not-on-agenda", "counted-twice")


def test_a_member_takes_a_ballot_under_their_name():
    paper, _ = c.ballot(1)
    SITTING.when(c.taking(1)).then(BallotsTaken("member-1", (paper,)))
    c.waiting(c.convened(3), c.begun(1, 2), *c.took(1)).when(c.taking(1)).then_nothing()


def test_nobody_takes_two_ballots_whatever_they_say():
    took = c.waiting(c.convened(3), c.begun(1, 2), *c.took(1))
    took.when(c.taking(1, AGAINST)).then_refused("ballot-taken")
    shouting = replace(c.taking(1, AGAINST), hand=b.hand("MEMBER-1", "x", b.DISTRICT))
    took.when(shouting).then_refused("ballot-taken")


def test_ballots_are_for_those_who_are_there_and_have_no_interest():
    recused = c.waiting(c.convened(3, c.item(c.SECRET, "member-1")), c.begun(1, 2))
    recused.when(c.taking(1)).then_refused("recused")
    SITTING.when(c.taking(3, on=EARLY)).then_refused("before-session", "not-present")
    declared = ConflictDeclared(b.CASE, "member-2", "kin")
    c.waiting(c.convened(3), c.begun(1, 2), declared).when(c.taking(2)).then_refused("recused")


def test_who_has_no_seat_is_told_so_and_takes_no_ballot():
    stranger = replace(c.taking(1), hand=c.as_member(9))
    SITTING.when(stranger).then_refused("not-a-member")


def test_a_ballot_is_taken_for_a_secret_vote_of_the_agenda_with_the_votes_own_key():
    paper, _ = c.ballot(1)
    wrong = replace(paper, signed="1")
    stray = replace(paper, nomination=uuid4())
    SITTING.when(replace(c.taking(1), papers=(wrong, wrong, stray))).then_refused(
        "listed-twice", "ballot-unsigned", "ballot-unsigned", "not-on-agenda"
    )
    SITTING.when(replace(c.taking(1), papers=())).then_refused("list-empty")
    OPENLY.when(c.taking(1)).then_refused("way-of-voting")


def test_the_roll_is_closed_by_the_secretary_where_there_is_one():
    SITTING.when(roll()).then(RollClosed())
    OPENLY.when(roll(b.OFFICER)).then_refused("role-missing", "unit-foreign", "no-secret-vote")
    casting = c.waiting(c.convened(3), c.begun(1, 2), c.ROLLED)
    casting.when(c.taking(1)).then_refused("out-of-session")
    casting.when(roll()).then_refused("out-of-session")


def test_a_ballot_goes_into_its_own_box_unaltered():
    state = c.after(FOLD, c.convened(3), c.begun(1, 2), *c.took(1), c.ROLLED)
    _, ballot = c.ballot(1)
    altered = replace(ballot, choice=AGAINST)
    assert castable(ballot, b.CASE, c.SESSION, state) == []
    for one, case in ((altered, b.CASE), (ballot, uuid4())):
        (refusal,) = castable(one, case, c.SESSION, state)
        assert refusal.code in {"ballot-unproven", "no-secret-vote"}


def casting(count, took, *more, item=None, opinions=()):
    """Return a session of so many, all there, some of whom took ballots, its roll closed."""
    members = range(1, count + 1)
    facts = (c.convened(count, item or c.item()), c.begun(*members), *c.took(*took), *opinions)
    return c.waiting(*facts, c.ROLLED, *more)


def test_a_carried_vote_moves_the_case_in_one_append():
    ballots = c.cast(range(1, 4))
    counted = tuple(sorted(ballots, key=lambda one: one.nonce))
    modulus = c.SIGNER.key(b.CASE).modulus
    casting(3, (1, 2, 3)).when(c.closing(*ballots)).then(
        BallotsCounted(c.SESSION, b.CASE, modulus, counted),
        voted(3, 3, 0, 0, 3),
        CouncilVoted("district-vote", 3, 3, 3, True, None, c.SESSION),
        StepPassed("district-vote", "district-decision", None),
        SessionClosed(),
    )


def test_a_lost_vote_ends_the_case():
    outcome = casting(3, (1, 2, 3)).when(c.closing(*c.cast(range(1, 3)), lost=1))
    outcome.then_in(
        b.CASE,
        CouncilVoted("district-vote", 3, 2, 3, False, None, c.SESSION),
        NominationRefused("district-vote", "vote-lost", "2 of 3 ballots"),
    )


def test_an_open_vote_counts_hands_and_opinions():
    wrote = OpinionWritten(b.CASE, "member-3", AGAINST)
    shown = c.waiting(c.convened(3, c.item(c.OPEN)), c.begun(1, 2, secret=()), c.SHOWN, wrote)
    shown.when(c.closing()).then_in(c.SESSION, voted(3, 1, 1, 1, 3), SessionClosed())


def test_a_session_ends_when_everything_is_counted():
    OPENLY.when(c.closing(by=b.OFFICER)).then_refused(
        "role-missing", "unit-foreign", "hands-not-counted"
    )
    SITTING.when(c.closing()).then_refused("roll-open")


def test_no_more_ballots_than_were_taken_and_none_altered():
    ballots = c.cast(range(1, 3))
    given = casting(3, (1,))
    given.when(c.closing(*ballots)).then_refused("ballots-exceed-roll")
    given.when(c.closing(ballots[0], ballots[0])).then_refused("ballots-exceed-roll")
    altered = replace(ballots[0], choice=BLANK)
    given.when(c.closing(altered)).then_refused("ballot-unproven")


def test_a_case_that_moved_on_is_dropped():
    left = casting(3, (1,)).and_in(b.CASE, *c.arrived, NominationWithdrawn("moved away"))
    left.when(c.closing(*c.cast(range(1, 2)))).then_in(
        c.SESSION, ItemDropped(b.CASE, "case-moved-on"), SessionClosed()
    )


@pytest.mark.parametrize("rule", [c.SECRET, c.OPEN])
def test_a_case_on_which_nobody_may_vote_waits_for_another_session(rule):
    everybody = c.item(rule, "member-1", "member-2", "member-3")
    secret = (b.CASE,) if rule is c.SECRET else ()
    closing = (c.ROLLED,) if secret else ()
    given = c.waiting(c.convened(3, everybody), c.begun(1, 2, secret=secret), *closing)
    outcome = given.when(c.closing())
    outcome.then_in(c.SESSION, ItemDropped(b.CASE, "nobody-may-vote"), SessionClosed())
    outcome.then_in(b.CASE)


def test_what_a_case_lacks_keeps_its_count():
    bare = [one for one in c.arrived if one is not b.minutes]
    lacking = casting(3, (1,)).and_in(b.CASE, *bare)
    told = lacking.when(c.closing(*c.cast(range(1, 2))))
    told.then_in(c.SESSION, replace(voted(3, 1, 0, 0, 3), held=True), SessionClosed())
    told.then_in(b.CASE)


@pytest.mark.parametrize(
    "events",
    [
        (c.ROLLED,),
        (c.convened(3), c.convened(3)),
        (c.convened(3), c.ROLLED),
        (c.convened(3), c.begun(1), c.begun(1)),
        (c.convened(3), c.begun(1), c.ROLLED, *c.took(1)),
        (c.convened(3), c.begun(1), SessionClosed(), SessionClosed()),
    ],
)
def test_impossible_sessions_are_defects(events):
    cannot_follow(FOLD, *events)
