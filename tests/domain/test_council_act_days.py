"""Acts in a session are not dated before it, nor ahead of the day they are written down."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.council.commands import DeclareConflict, NoteArrival
from domain.council.events import Attendance
from domain.recorded import Dated
from tests import builders as b
from tests import council as c
from tests.domain.test_council_votes import EARLY, OPENLY, SITTING, hands, roll

AHEAD = date(2026, 1, 1)
BEFORE = replace(b.VOTES, effective_on=EARLY)


def test_the_secretary_counts_no_hands_and_closes_no_roll_before_the_session():
    OPENLY.when(hands(by=BEFORE)).then_refused("before-session")
    SITTING.when(roll(BEFORE)).then_refused("before-session")


@pytest.mark.parametrize(
    "order",
    [c.taking(1, on=AHEAD), DeclareConflict(c.SESSION, c.as_member(1, AHEAD), b.CASE, "kin")],
)
def test_a_member_dates_nothing_ahead(order):
    SITTING.when(order).then_refused("dated-ahead")


LATE = b.APRIL + timedelta(days=5)
BEGUN_LATE = Dated(c.begun(1, 2), LATE)
ARRIVAL = NoteArrival(c.SESSION, b.VOTES, Attendance("member-3", "member-3"))


def later(order):
    return replace(order, hand=replace(order.hand, effective_on=LATE))


@pytest.mark.parametrize(
    ("case", "order"),
    [
        (c.waiting(c.convened(3), BEGUN_LATE), roll(b.VOTES)),
        (c.waiting(c.convened(3), BEGUN_LATE), c.taking(1)),
        (c.waiting(c.convened(3), BEGUN_LATE), ARRIVAL),
        (c.waiting(c.convened(3), BEGUN_LATE, *c.took(1), c.ROLLED), c.closing(*c.cast([1]))),
    ],
    ids=["the roll", "a ballot", "an arrival", "the end"],
)
def test_nothing_in_a_session_is_dated_before_what_began_it(case, order):
    (why,) = case.when(order).then_refused("dated-before-earlier-act").refusals
    assert {"earlier": LATE.isoformat()} == why.facts
    assert not case.when(later(order)).refusals


def test_hands_are_not_counted_before_the_session_began():
    openly = c.waiting(c.convened(3, c.item(c.OPEN)), Dated(c.begun(1, 2, secret=()), LATE))
    openly.when(hands()).then_refused("dated-before-earlier-act")
    assert not openly.when(later(hands())).refusals
