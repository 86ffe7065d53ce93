"""Terms, substitutes and interests are those of the day the council meets, not of its call."""

from dataclasses import replace
from datetime import date

import pytest

from domain.council.convene import Convening, derived
from domain.council.events import (
    Attendance,
    MemberRelieved,
    MembersAppointed,
    SessionOpened,
)
from domain.council.seat import Conflict, Function, ItemConflicts, Seat, SeatsRenewed
from domain.facts import Event
from domain.lineage import Lineage
from domain.nomination.decide import NOMINATION
from domain.nomination.events import Nominee
from domain.units import Units
from tests import builders as b
from tests import council as c
from tests.reforms import FIRST, UNITS, folded
from tests.spec import Given

BEFORE, KEYS = date(2025, 4, 14), (c.SIGNER.key(b.CASE),)
GONE = MemberRelieved("member-3", BEFORE, "2/QĐ", c.JANUARY, c.BASIS)


def day(*papers: Event, more: tuple[Seat, ...] = (), kind: str = "person") -> Given:
    """Return a session that was called, and what papers said of its council since."""
    opened = replace(b.opened, nominee=replace(b.NOMINEE, kind=kind))
    called = c.waiting(c.convened(3, more=more)).and_in(b.CASE, opened, *c.arrived[1:])
    return called.and_in(c.COUNCIL, c.appointed(*c.seats(3, *more)), *papers)


def appointed(*seats: Seat) -> MembersAppointed:
    return MembersAppointed(seats, "3/QĐ", c.JANUARY, c.BASIS)


def test_nothing_is_said_of_seats_where_none_changed():
    day().when(c.opening(1, 2)).then(SessionOpened(c.there(1, 2), 2, KEYS))


def test_who_was_relieved_before_the_day_has_no_seat_and_does_not_count():
    held = day(GONE)
    held.when(c.opening(1, 3)).then_refused("not-seated")
    renewed = SeatsRenewed(c.seats(2), ())
    held.when(c.opening(1, 2)).then(renewed, SessionOpened(c.there(1, 2), 2, KEYS))


@pytest.mark.parametrize(("last", "holds"), [(BEFORE, False), (b.APRIL, True)])
def test_the_last_day_of_a_term_counts(last, holds):
    outcome = day(replace(GONE, last_day=last)).when(c.opening(1, 3))
    assert ([] if holds else ["not-seated"]) == [one.code for one in outcome.refusals]


@pytest.mark.parametrize(("since", "seated"), [(b.APRIL, True), (date(2025, 4, 16), False)])
def test_a_term_that_begins_by_the_day_counts(since, seated):
    new = Seat("member-4", Function.MEMBER, since)
    outcome = day(appointed(new)).when(c.opening(1, 2, 4))
    assert seated == (not outcome.refusals)


def test_a_substitute_whose_term_ended_sits_for_nobody():
    sub = replace(c.SUBSTITUTE, until=BEFORE)
    present = (*c.there(1, 2), Attendance("member-3", "sub"))
    day(more=(c.SUBSTITUTE,)).when(c.opening(present=present)).then(SessionOpened(present, 2, KEYS))
    ended = day(more=(c.SUBSTITUTE,)).and_in(c.COUNCIL, c.appointed(*c.seats(3, sub)))
    ended.when(c.opening(present=present)).then_refused("not-a-substitute")


def test_interests_of_the_seats_of_the_day_are_derived():
    head = Seat("head", Function.MEMBER, b.APRIL, heads=b.WARD)
    held = day(appointed(head), more=(c.SUBSTITUTE,), kind="collective")
    begun = held.when(c.opening(1, 2, 3))
    conflicts = (ItemConflicts(b.CASE, (Conflict("head", "heads-nominee"),)),)
    begun.then_in(
        c.SESSION,
        SeatsRenewed((*c.seats(3, c.SUBSTITUTE), head), conflicts),
        SessionOpened(c.there(1, 2, 3), 3, KEYS),
    )


LINE = Lineage(Units(UNITS))


def led(nominee: Nominee, seat: Seat, council: str = b.DISTRICT) -> list[Conflict]:
    """Return the interests of a seat in a case from before the reform, in a session after it."""
    dossier = folded(NOMINATION, b.opened).dossier
    sitting = Convening(council, FIRST, LINE)
    return [*derived((seat,), replace(dossier, nominee=nominee), sitting)]


@pytest.mark.parametrize(
    ("heads", "since", "interested"),
    [
        ("10532", FIRST, True),
        ("10601", FIRST, True),
        ("10531", b.APRIL, True),
        ("10700", b.APRIL, True),
        ("14", FIRST, False),
        ("999", FIRST, False),
        (None, FIRST, False),
    ],
    ids=["heir", "other heir", "merged", "itself", "another", "unknown", "none"],
)
def test_who_leads_what_carries_the_nominees_unit_on_has_an_interest(heads, since, interested):
    divided = replace(b.NOMINEE, kind="collective", unit="10700")
    found = led(divided, Seat("head", Function.MEMBER, since, heads=heads))
    assert ([Conflict("head", "heads-nominee")] if interested else []) == found


def test_the_head_of_the_councils_own_unit_sits_for_persons_of_what_it_carries_on():
    seat = Seat("head", Function.MEMBER, FIRST, heads="10532")
    assert [] == led(b.NOMINEE, seat, "10532")
    assert led(b.NOMINEE, seat, "31")


def test_the_head_of_the_nominee_may_not_vote_in_the_session():
    head = Seat("head", Function.MEMBER, b.APRIL, heads=b.WARD)
    facts = (
        c.convened(3),
        SeatsRenewed(
            (*c.seats(3), head), (ItemConflicts(b.CASE, (Conflict("head", "heads-nominee"),)),)
        ),
        replace(c.begun(1, 2), present=(*c.there(1, 2), Attendance("head", "head"))),
    )
    order = replace(c.taking(1), hand=b.hand("Head", "council-member", b.DISTRICT))
    c.waiting(*facts).when(order).then_refused("recused")


def test_a_call_without_its_cases_renews_seats_alone():
    renewed = SeatsRenewed(c.seats(2), ())
    unknown = (
        c.waiting(c.convened(3)).and_in(b.CASE).and_in(c.COUNCIL, c.appointed(*c.seats(3)), GONE)
    )
    unknown.when(c.opening(1, 2)).then(renewed, SessionOpened(c.there(1, 2), 2, KEYS))


def test_an_interest_that_a_reform_brought_is_derived_where_the_seats_are_the_same():
    head = Seat("head", Function.MEMBER, b.APRIL, heads=b.WARD)
    held = day(more=(head,), kind="collective")
    (refusal,) = held.when(c.opening(1, 2, 3)).then_refused("out-of-reach").refusals
    assert {"in_reach": "3", "needed": "4", "nomination": str(b.CASE)} == refusal.facts
