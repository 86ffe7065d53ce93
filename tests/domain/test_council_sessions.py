"""A council is called to vote on waiting cases; who has an interest, who is there."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from domain.council.commands import CallOffSession, DeclareConflict
from domain.council.events import (
    Attendance,
    ConflictDeclared,
    MemberRelieved,
    SessionCalledOff,
    SessionOpened,
)
from domain.council.rule import BallotRules, RuledAward
from domain.council.seat import Conflict, Function, Seat
from tests import builders as b
from tests import council as c
from tests.spec import given_in

STANDING = given_in(b.CASE, *c.arrived).and_in(c.COUNCIL, c.appointed(*c.seats(3)))
CALLED = c.waiting(c.convened(3))
LATE = date(2025, 4, 16)
LEAVING = BallotRules((RuledAward(replace(c.SECRET, recused_leave=True)),))


def test_a_council_is_called_to_vote_on_what_waits_for_it():
    STANDING.when(c.convene()).then_in(c.SESSION, c.convened(3))


def test_the_members_of_the_day_are_called():
    relieved = MemberRelieved("member-2", b.APRIL, "2/QĐ", b.APRIL, c.BASIS)
    left = STANDING.and_in(c.COUNCIL, c.appointed(*c.seats(2)), relieved)
    fact, *_ = left.when(c.convene(held_on=LATE)).changes
    assert [one.person for one in fact.event.seats] == ["member-1"]


def test_interests_that_follow_from_the_case_are_found():
    nominee = replace(b.NOMINEE, kind="collective")
    opened = replace(b.opened, nominee=nominee)
    more = (
        Seat(str(b.NOMINEE.ref).upper(), Function.MEMBER, c.JANUARY),
        Seat("Officer", Function.MEMBER, c.JANUARY),
        Seat("head", Function.MEMBER, c.JANUARY, heads=b.WARD),
    )
    council = c.appointed(*c.seats(2), *more)
    cases = given_in(b.CASE, opened, *c.arrived[1:]).and_in(c.COUNCIL, council)
    fact, *_ = cases.when(c.convene(rules=LEAVING)).changes
    assert fact.event.agenda[0].conflicts == (
        Conflict(more[0].person, "own-nomination"),
        Conflict("Officer", "nominator"),
        Conflict("head", "heads-nominee"),
    )


@pytest.mark.parametrize(("heads", "unit", "conflict"), [("w", "w", True), ("d", "d", False)])
def test_who_leads_the_unit_of_a_person_does_not_vote_but_at_home(heads, unit, conflict):
    codes = {"w": b.WARD, "d": b.DISTRICT}
    head = Seat("head", Function.MEMBER, c.JANUARY, heads=codes[heads])
    opened = replace(b.opened, nominee=replace(b.NOMINEE, unit=codes[unit]))
    cases = STANDING.and_in(b.CASE, opened, *c.arrived[1:])
    council = cases.and_in(c.COUNCIL, c.appointed(*c.seats(2), head))
    fact, *_ = council.when(c.convene(rules=LEAVING)).changes
    expected = (Conflict("head", "heads-nominee"),) if conflict else ()
    assert fact.event.agenda[0].conflicts == expected


def test_a_seat_says_under_which_reference_its_member_is_nominated():
    own = Seat("hiep", Function.MEMBER, c.JANUARY, nominee=b.NOMINEE.ref)
    other = replace(own, person="other", nominee=b.OTHER)
    council = STANDING.and_in(c.COUNCIL, c.appointed(*c.seats(2), own, other))
    fact, *_ = council.when(c.convene(rules=LEAVING)).changes
    assert fact.event.agenda[0].conflicts == (Conflict("hiep", "own-nomination"),)


def test_everything_wrong_with_a_call_is_told_at_once():
    order = c.convene(
        hand=b.OFFICER, held_on=date(2024, 1, 1), nominations=(b.CASE, b.CASE), rules=BallotRules()
    )
    STANDING.when(order).then_refused(
        "role-missing",
        "unit-foreign",
        "session-backdated",
        "council-empty",
        "listed-twice",
        "role-missing",
        "unit-foreign",
        "own-nomination",
        "ballot-rule-unknown",
    )


def test_a_case_that_waits_for_no_vote_is_not_called():
    refused = given_in(b.CASE, *b.WAITING).and_in(c.COUNCIL, c.appointed(*c.seats(3)))
    refused.when(c.convene()).then_refused("act-not-of-step", "not-the-councils", "unit-foreign")
    STANDING.when(c.convene(nominations=(uuid4(),))).then_refused("nomination-unknown")
    STANDING.when(c.convene(nominations=())).then_refused("list-empty")


def test_a_vote_without_a_share_is_not_called():
    steps = [replace(one, percent=None) for one in b.LADDER.steps]
    opened = replace(b.opened, ladder=replace(b.LADDER, steps=tuple(steps)))
    cases = STANDING.and_in(b.CASE, opened, *c.arrived[1:])
    cases.when(c.convene()).then_refused("threshold-unknown")


def test_a_session_is_called_once_and_by_a_council_that_is():
    CALLED.and_in(c.COUNCIL, c.appointed(*c.seats(3))).when(c.convene()).then_refused(
        "already-convened"
    )
    given_in(b.CASE, *c.arrived).when(c.convene()).then_refused("council-unknown")


def test_a_call_is_not_dated_ahead_and_a_rule_of_another_award_is_no_rule():
    ahead = replace(b.VOTES, effective_on=date(2025, 12, 2))
    STANDING.when(c.convene(hand=ahead, held_on=date(2025, 12, 3))).then_refused(
        "dated-ahead", "dated-ahead"
    )
    of_another = BallotRules((RuledAward(c.SECRET, "bk-tinh"),))
    STANDING.when(c.convene(rules=of_another)).then_refused("ballot-rule-unknown")
    own = BallotRules((RuledAward(c.SECRET, "gk-tp"),))
    STANDING.when(c.convene(rules=own)).then_in(c.SESSION, c.convened(3))


def test_an_award_of_its_own_rule_goes_before_all():
    own = replace(c.OPEN, source="own")
    rules = BallotRules((RuledAward(own, "gk-tp"), *c.RULES.awards))
    fact, *_ = STANDING.when(c.convene(rules=rules)).changes
    assert fact.event.agenda[0].rule is own
    assert rules.of("other", "district", b.DISTRICT) == c.SECRET


def declare(number, ground="kin", case=b.CASE, hand=None):
    return DeclareConflict(c.SESSION, hand or c.as_member(number), case, ground)


def test_a_member_says_that_they_have_an_interest_once():
    kin = ConflictDeclared(b.CASE, "member-2", "kin")
    CALLED.when(declare(2)).then(kin)
    c.waiting(c.convened(3), c.begun(1, 2), kin).when(declare(2)).then_nothing()
    c.waiting(c.convened(3), kin).when(declare(2, "unit-head")).then(
        replace(kin, ground="unit-head")
    )


def test_an_interest_is_declared_by_a_member_on_the_agenda_with_a_coded_ground():
    CALLED.when(declare(9, "dislike", uuid4())).then_refused(
        "not-a-member", "not-on-agenda", "interest-unknown"
    )
    begun = c.waiting(c.convened(3), c.begun(1, 2))
    begun.when(declare(1, case=uuid4())).then_refused("not-on-agenda")


def test_nobody_steps_back_from_a_vote_they_took_part_in():
    took = c.waiting(c.convened(3), c.begun(1, 2), *c.took(2))
    took.when(declare(2)).then_refused("voted-already")
    took.when(declare(1)).then(ConflictDeclared(b.CASE, "member-1", "kin"))
    shown = c.waiting(c.convened(3, c.item(c.OPEN)), c.begun(1, 2, secret=()), c.SHOWN)
    shown.when(declare(2)).then_refused("voted-already")


def test_a_session_begins_with_a_quorum():
    keys = (c.SIGNER.key(b.CASE),)
    CALLED.when(c.opening(1, 2)).then(SessionOpened(c.there(1, 2), 2, keys))
    CALLED.when(c.opening(1)).then_refused("quorum-missing")


@pytest.mark.parametrize("free", [None, "Member-3"])
def test_a_substitute_sits_for_an_absent_member(free):
    more = (replace(c.SUBSTITUTE, stands_in_for=free),)
    present = (*c.there(1), Attendance("member-3", "sub"))
    called = c.waiting(c.convened(3, more=more))
    (fact,) = called.when(c.opening(present=present)).changes
    assert fact.event.present == present


def test_who_is_there_sits_once_and_by_right():
    more = (replace(c.SUBSTITUTE, stands_in_for="member-3"),)
    present = (
        *c.there(1, 1),
        Attendance("member-2", "sub"),
        Attendance("sub", "sub"),
        Attendance("member-4", "member-1"),
    )
    c.waiting(c.convened(3, more=more)).when(c.opening(present=present)).then_refused(
        *["present-twice"] * 3,
        *("not-a-substitute", "not-seated", "not-seated", "not-a-substitute"),
    )


def test_the_secretary_begins_with_a_key_for_each_secret_vote():
    order = c.opening(1, hand=b.OFFICER, keys=())
    CALLED.when(order).then_refused("role-missing", "unit-foreign", "quorum-missing", "key-missing")


def test_a_session_does_not_begin_before_its_day():
    called = c.waiting(replace(c.convened(3), held_on=LATE))
    called.when(c.opening(1, 2)).then_refused("before-session")


def test_open_votes_need_no_keys():
    called = c.waiting(c.convened(3, c.item(c.OPEN)))
    begun = replace(c.begun(1, 2, secret=()), quorum=2)
    called.when(c.opening(1, 2, keys=())).then(begun)


@pytest.mark.parametrize("more", [(), (c.begun(1, 2),)])
def test_a_session_is_called_off_by_its_secretary(more):
    given = c.waiting(c.convened(3), *more)
    given.when(CallOffSession(c.SESSION, b.VOTES, "no quorum")).then(SessionCalledOff("no quorum"))
    given.when(CallOffSession(c.SESSION, b.SECRETARY, "no")).then_refused("unit-foreign")


def test_what_is_over_takes_no_orders():
    over = c.waiting(c.convened(3), SessionCalledOff("flood"))
    for order in (c.opening(1, 2), declare(1), c.closing()):
        (why,) = over.when(order).then_refused("out-of-session").refusals
        assert why.facts == {"state": "Over"}


def test_an_unknown_session_is_unknown():
    given_in(b.CASE, *c.arrived).when(c.opening(1)).then_refused("session-unknown")
