"""A reform takes a case off the agenda of a council that is not asked any more (ADR 112)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.council.agenda import agenda_key
from domain.council.closing import castable
from domain.council.commands import CallOffSession, CloseRoll
from domain.council.events import ItemDropped, SessionCalledOff, SessionClosed
from domain.council.session import SESSION
from domain.force import Forces
from domain.lineage import Lineage
from domain.nomination.authority import CaseReassigned
from domain.recorded import Dated
from domain.reform.commands import ReassignCase
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed, KeyReleased
from domain.units import Units
from tests import builders as b
from tests import council as c
from tests.reforms import FIRST, OPERATOR, REFORM, UNITS, folded, reform, unit
from tests.spec import given_in

KEY = agenda_key(b.CASE)
AGENDA = claim_stream(KEY)
TAKEN, BACK = KeyClaimed(KEY, c.SESSION), KeyReleased(KEY, c.SESSION)
MOVE, OFF = ReassignCase(b.CASE, OPERATOR, REFORM), ItemDropped(b.CASE, "case-moved-on")
BEGUN = c.begun(1, 2, 3)
COURSES = {
    "called": (),
    "sitting": (BEGUN,),
    "ballots out": (BEGUN, *c.took(1, 2)),
    "casting": (BEGUN, *c.took(1, 2), c.ROLLED),
}
FORCES = Forces(lineage=Lineage(Units(UNITS)))


def secretary(unit_of):
    by = b.hand("secretary", "council-secretary", unit_of, on=date(2025, 8, 4))
    return replace(by, forces=FORCES)


def on_the_agenda(*course, case=c.arrived):
    standing = given_in(b.CASE, *case).and_in(c.COUNCIL, c.appointed(*c.seats(5)))
    return standing.and_in(AGENDA, TAKEN).and_in(c.SESSION, c.convened(5), *course)


def moved():
    """Return the facts of the case after the reform."""
    (fact,) = [
        one.event
        for one in given_in(b.CASE, *c.arrived).when(MOVE).changes
        if isinstance(one.event, CaseReassigned)
    ]
    return (*c.arrived, Dated(fact, FIRST))


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_a_case_that_moves_leaves_the_agenda_with_the_same_act(course):
    outcome = on_the_agenda(*course).when(MOVE)
    outcome.then_in(c.SESSION, OFF).then_in(AGENDA, BACK)
    assert [CaseReassigned] == [type(one.event) for one in outcome.changes if one.stream == b.CASE]


def test_a_case_whose_council_is_still_asked_stays_on_its_agenda():
    wards = [unit("10531", "ward", "288", into=("10532",)), unit("10532", "ward", "288", FIRST)]
    units = [unit("VN", "central", None), unit("30", "province", "VN")]
    plan = reform([*units, unit("288", "district", "30"), *wards], transfers={})
    outcome = on_the_agenda().when(ReassignCase(b.CASE, OPERATOR, plan))
    outcome.then_in(c.SESSION).then_in(AGENDA)
    assert [CaseReassigned] == [type(one.event) for one in outcome.changes]


@pytest.mark.parametrize("end", [SessionClosed(), SessionCalledOff("flood")])
def test_nothing_is_dropped_from_a_session_that_is_over(end):
    course = (BEGUN, end) if isinstance(end, SessionClosed) else (end,)
    on_the_agenda(*course).when(MOVE).then_in(c.SESSION)


def test_what_left_an_agenda_once_does_not_leave_it_again():
    on_the_agenda(OFF).when(MOVE).then_in(c.SESSION)


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
@pytest.mark.parametrize("who", ["31", "288"])
def test_the_unit_above_an_ended_one_calls_its_session_off(course, who):
    order = CallOffSession(c.SESSION, secretary(who), "the unit ended")
    ended = on_the_agenda(*course, OFF).and_in(AGENDA, TAKEN, BACK)
    ended.when(order).then(SessionCalledOff("the unit ended"))


def test_it_closes_the_roll_and_the_session_without_opening_a_box():
    ended = on_the_agenda(BEGUN, *c.took(1, 2), OFF).and_in(AGENDA, TAKEN, BACK)
    ended.when(CloseRoll(c.SESSION, secretary("31"))).then(c.ROLLED)
    rolled = on_the_agenda(*COURSES["casting"], OFF).and_in(AGENDA, TAKEN, BACK)
    rolled.when(c.closing(*c.cast([1]), by=secretary("31"))).then(SessionClosed())


def test_a_unit_that_carries_nothing_on_ends_no_session_of_another():
    order = CallOffSession(c.SESSION, secretary("14"), "flood")
    (why,) = on_the_agenda(OFF).when(order).then_refused("unit-foreign").refusals
    assert {"unit": "288"} == why.facts
    early = replace(order, hand=replace(secretary("31"), effective_on=b.APRIL))
    assert ["unit-foreign"] == [one.code for one in on_the_agenda().when(early).refusals]


def test_a_case_that_was_left_on_an_agenda_keeps_no_session_from_its_end():
    left = on_the_agenda(*COURSES["casting"], case=moved())
    outcome = left.when(c.closing(*c.cast([1]), by=secretary("31")))
    outcome.then(OFF, SessionClosed(), BACK)


def test_a_ballot_for_what_left_the_agenda_is_not_taken_in():
    state = folded(SESSION, c.convened(5), *COURSES["casting"], OFF)
    (ballot,) = c.cast([1])
    (why,) = castable(ballot, b.CASE, c.SESSION, state)
    assert ("not-on-agenda", str(b.CASE)) == (why.code, why.facts["nomination"])


def test_a_session_that_everything_left_does_not_begin():
    on_the_agenda(OFF).when(c.opening(1, 2, 3, 4)).then_refused("list-empty")


def test_a_secret_vote_that_has_begun_on_another_case_is_not_called_off():
    two = c.convened(5, c.item(), c.item(case=c.ANOTHER))
    begun = c.begun(1, 2, 3, secret=(b.CASE, c.ANOTHER))
    order = CallOffSession(c.SESSION, secretary("288"), "flood")
    paper = replace(c.took(1)[0].papers[0], nomination=c.ANOTHER)
    taken = replace(c.took(1)[0], papers=(paper,))
    for course in ((begun, taken, OFF), (begun, c.ROLLED, OFF)):
        held = c.waiting(two, *course)
        held.when(order).then_refused("secret-vote-begun")
    c.waiting(two, begun, *c.took(1), OFF).when(order).then(SessionCalledOff("flood"))
