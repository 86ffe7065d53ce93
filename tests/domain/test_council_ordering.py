"""Acts that order a session's nominations: points at its end, priorities, ties that are cut."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from domain.council.commands import DecideTie, NotePriority
from domain.council.events import (
    BallotsCounted,
    ConflictDeclared,
    ItemVoted,
    SessionCalledOff,
    SessionClosed,
)
from domain.council.merit import AgendaScored, Mark, Places, PriorityNoted, TieDecided
from domain.council.rule import BallotRules, RuledAward, TieRule
from domain.council.seat import Function, Seat
from domain.facts import Event
from domain.force import Forces, places_key
from domain.nomination.events import EvaluatorScored
from tests import builders as b
from tests import council as c
from tests.spec import Given, given_in

TIES = (TieRule("direct-work-first", "vi", "en", "house", confirmed=False),)
VICE = Seat("vice", Function.VICE_CHAIR, c.JANUARY)
BOTH = (b.CASE, b.OTHER)
CALLED = replace(c.convened(2, *(c.item(case=one) for one in BOTH), more=(VICE,)), ties=TIES)
NOTED = PriorityNoted(b.CASE, "direct-work-first", "a welder")
DECIDED = TieDecided((b.OTHER, b.CASE), "the longer service")


def points(evaluator: str, given: str, weight: str = "1", step: str = "district-vote"):
    return EvaluatorScored(step, evaluator, Decimal(given), Decimal(weight))


def sitting(*facts: Event, scored: str = "90") -> Given:
    """Return a session on two cases with the same points, and what was said in it."""
    started = (CALLED, c.begun(1, 2, secret=BOTH), *facts)
    held = c.waiting(*started).and_in(b.CASE, *c.arrived, points("member-2", "90"))
    return held.and_in(b.OTHER, *c.arrived, points("member-2", scored))


def note(rule: str = "direct-work-first", **changes: Any) -> NotePriority:
    return replace(NotePriority(c.SESSION, b.VOTES, b.CASE, rule, "a welder"), **changes)


def decide(*order: UUID, by: str = "member-1", on: date = b.APRIL) -> DecideTie:
    hand = b.hand(by, "council-chair", b.DISTRICT, on=on)
    return DecideTie(c.SESSION, hand, order or DECIDED.order, DECIDED.reason)


def test_the_rules_for_equal_points_and_the_places_are_those_of_the_call():
    standing = given_in(b.CASE, *c.arrived).and_in(c.COUNCIL, c.appointed(*c.seats(3)))
    key = places_key("gk-tp", b.DISTRICT, b.APRIL.year)
    by = replace(b.VOTES, forces=Forces(places={key: 2, "gk-tp/other/2025": 9}))
    rules = BallotRules((RuledAward(c.SECRET),), TIES)
    fact, *_ = standing.when(c.convene(hand=by, rules=rules)).changes
    assert (fact.event.ties, fact.event.places) == (TIES, (Places("gk-tp", 2),))


def test_a_priority_is_noted_once_by_the_secretary():
    for held in (c.waiting(CALLED), sitting(), sitting(c.ROLLED)):
        held.when(note()).then(NOTED)
    sitting(NOTED).when(note()).then_nothing()
    c.waiting(CALLED, NOTED).when(note()).then_nothing()
    sitting().when(note("more-ballots-first", hand=b.OFFICER, nomination=c.SESSION)).then_refused(
        "role-missing", "unit-foreign", "not-on-agenda", "priority-unknown"
    )
    sitting(SessionCalledOff("flood")).when(note()).then_refused("out-of-session")
    (unknown,) = sitting().when(note("luck")).then_refused("priority-unknown").refusals
    assert {"rule": "luck", "allowed": "direct-work-first"} == unknown.facts


@pytest.mark.parametrize("by", ["member-1", "VICE"])
def test_chair_or_vice_chair_cut_a_tie(by):
    sitting().when(decide(by=by)).then(DECIDED)
    sitting(DECIDED).when(decide(by=by)).then_nothing()
    sitting(DECIDED).when(decide(*BOTH, by=by)).then(replace(DECIDED, order=BOTH))


def test_nobody_else_and_nothing_but_a_whole_tie():
    before = b.hand("member-2", "council-member", b.DISTRICT, on=c.JANUARY)
    order = DecideTie(c.SESSION, before, (b.CASE, b.CASE, c.SESSION), "why")
    sitting().when(order).then_refused(
        "not-the-chair", "before-session", "listed-twice", "not-on-agenda", "not-tied"
    )
    sitting().when(decide(b.CASE)).then_refused("not-tied")
    nothing = DecideTie(c.SESSION, b.hand("member-1", "x", b.DISTRICT), (), "why")
    sitting().when(nothing).then_refused("list-empty", "not-tied")
    sitting(scored="91").when(decide()).then_refused("not-tied")
    sitting(NOTED).when(decide()).then_refused("not-tied")
    c.waiting(CALLED).when(decide()).then_refused("out-of-session")


def test_who_has_an_interest_cuts_no_tie():
    kin = ConflictDeclared(b.OTHER, "member-1", "kin")
    sitting(kin).when(decide()).then_refused("recused")
    sitting(kin).when(decide(by="vice")).then(DECIDED)


def closed(*facts: Event) -> Given:
    """Return two cases of equal points in a session that is over."""
    marks = AgendaScored(
        (Mark(b.CASE, Decimal(90), Decimal(1)), Mark(b.OTHER, Decimal(180), Decimal(2)))
    )
    votes = [ItemVoted(case, "district-vote", 3, 3, 0, 0, 3, True) for case in BOTH]
    return sitting(c.ROLLED, *votes, marks, SessionClosed(), *facts, scored="12")


def test_a_tie_is_cut_after_the_session_too_by_the_points_it_ended_with():
    closed().when(decide()).then(DECIDED)
    closed(DECIDED).when(decide()).then_nothing()
    off = sitting(SessionCalledOff("flood"))
    off.when(decide()).then_refused("out-of-session")


def test_the_points_are_kept_as_they_stood_at_the_end_without_interested_hands():
    kin = ConflictDeclared(b.CASE, "member-2", "kin")
    scored = [points("member-1", "90.5", "2"), points("MEMBER-2", "10"), points("late", "80")]
    facts: list[Event] = [c.convened(3), c.begun(1, 2), kin, *c.took(1), c.ROLLED]
    held = c.waiting(*facts).and_in(
        b.CASE, *c.arrived, *scored, points("one", "5", "1", "ward-review")
    )
    done = held.when(c.closing(*c.cast(range(1, 2)))).changes
    (kept,) = (one.event for one in done if isinstance(one.event, AgendaScored))
    assert kept.marks == (Mark(b.CASE, Decimal("181.0"), Decimal(2)),)
    assert [BallotsCounted] == [type(one.event) for one in done[:1]]


def test_a_session_without_points_keeps_none():
    held = c.waiting(c.convened(3), c.begun(1, 2), c.ROLLED)
    assert not [
        one for one in held.when(c.closing()).changes if isinstance(one.event, AgendaScored)
    ]
