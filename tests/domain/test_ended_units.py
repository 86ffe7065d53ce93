"""A unit that ended: who settles, annuls and recovers in its place, and what it begins no more."""

from dataclasses import replace
from datetime import date

import pytest

from domain.council.commands import AppointCouncil, AppointMembers
from domain.delegation.events import Scope
from domain.force import Forces
from domain.hearing.commands import SettleComplaint
from domain.hearing.events import ComplaintReceived, ComplaintSettled
from domain.lineage import Lineage
from domain.nomination.commands import LiftHold
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationRefused, NominationWithdrawn
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.nomination.state import Absent, AtStep
from domain.reading import scope_left
from domain.register.decide import acting, who_may
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled, NomineeHeld
from domain.submission.commands import DispatchSubmission
from domain.units import Units
from services.attempts.trial import Trial, Who
from services.histories import Histories
from tests import council as c
from tests import lending
from tests.builders import APRIL, CASE, DISTRICT, NOMINEE, OTHER, PAPER, WAITING, WARD, hand
from tests.domain.test_decision import annul, at_decision, granted, issue, issued, recover, revoked
from tests.notebook import Notebook
from tests.reforms import FIRST, LAST, UNITS
from tests.spec import given_in

JULY = date(2025, 7, 10)
HEIR, CITY, COUNTRY = "10532", "31", "VN"
COUNTRYWIDE = Forces(lineage=Lineage(Units(UNITS), frozenset({"register"})))
came = ComplaintReceived("complaint", "12/KN", OTHER)
held = CaseHeld("complaint", "12/KN", "complaint")
withdrawn = NominationWithdrawn("moved away")
refused = NominationRefused("district-decision", "below-standard", "no")
SETTLED = (
    ComplaintSettled("12/KN", "unfounded", None, "nothing in it"),
    HoldLifted("12/KN", "unfounded: nothing in it", None),
)
ENDS = pytest.mark.parametrize("end", [withdrawn, refused, granted], ids=lambda e: type(e).__name__)


def of(unit, role="leader", on=JULY, forces=COUNTRYWIDE):
    """Return a hand of a unit after the reform, with the units of the country."""
    return replace(hand("new", role, unit, "TM", on=on), forces=forces)


def settle(by):
    return SettleComplaint(CASE, by, "12/KN", "unfounded", "nothing in it")


def ended(end):
    return given_in(CASE, *at_decision, came, held, end)


@ENDS
def test_a_complaint_left_in_a_unit_that_ended_is_settled_above_it(end):
    assert SETTLED == tuple(one.event for one in ended(end).when(settle(of(CITY))).changes[:2])
    told = ended(end).when(settle(of(COUNTRY))).refusals
    assert "unit-foreign" in [one.code for one in told]
    assert ended(end).when(settle(of(DISTRICT))).changes


def test_a_unit_that_carries_on_settles_and_none_above_it_does():
    by = of(HEIR, "council-secretary")
    assert ended(granted).when(settle(by)).changes
    given = ended(granted).when(settle(of("30", "council-secretary")))
    assert HEIR == given.then_refused("unit-foreign").refusals[0].facts["unit"]


@ENDS
def test_who_may_settle_is_told_by_the_refusal_and_by_the_trial(end):
    state = Histories(Notebook(ended(end).facts)).of(NOMINATION, CASE)
    assert not isinstance(state, Absent)
    assert Who("leader", CITY) in Trial(CASE, state, of(HEIR)).settlers
    assert Who("leader", DISTRICT) in Trial(CASE, state, of(HEIR, on=LAST)).settlers


def test_a_running_case_is_settled_where_it_is_until_the_reform_moves_it():
    running = given_in(CASE, *at_decision, came, held)
    assert isinstance(Histories(Notebook(running.facts)).of(NOMINATION, CASE), AtStep)
    running.when(settle(of(CITY))).then_refused("unit-foreign")


def test_where_no_units_are_known_nobody_stands_in():
    ended(withdrawn).when(settle(of(CITY, forces=Forces()))).then_refused("unit-foreign")


@pytest.mark.parametrize(
    ("code", "known", "on", "standing"),
    [
        (DISTRICT, APRIL, JULY, (CITY, COUNTRY)),
        (DISTRICT, APRIL, LAST, (DISTRICT,)),
        (DISTRICT, JULY, JULY, ()),
        (WARD, APRIL, JULY, (HEIR,)),
        ("10700", APRIL, JULY, (CITY, COUNTRY)),
        ("03988", APRIL, JULY, ("14", COUNTRY)),
        (COUNTRY, APRIL, JULY, (COUNTRY,)),
        (HEIR, JULY, APRIL, (HEIR,)),
    ],
)
def test_who_stands_for_a_unit(code, known, on, standing):
    assert standing == COUNTRYWIDE.lineage.standing_for(code, known, on)


def test_a_unit_without_anybody_above_it_is_carried_on_by_nobody():
    alone = Lineage(Units([replace(UNITS[5], parent=None)]))
    assert () == alone.standing_for(DISTRICT, APRIL, JULY)
    assert () == Lineage().standing_for(DISTRICT, APRIL, JULY)


@pytest.mark.parametrize(
    ("code", "on", "gone"),
    [
        (DISTRICT, JULY, True),
        (DISTRICT, FIRST, True),
        (DISTRICT, LAST, False),
        (HEIR, JULY, False),
        (HEIR, APRIL, False),
        ("no such", JULY, False),
    ],
)
def test_whether_a_unit_has_ended(code, on, gone):
    assert gone is COUNTRYWIDE.lineage.has_ended(code, on)
    assert not Lineage().has_ended(code, on)


@pytest.mark.parametrize(
    ("granter", "may", "nearest"),
    [
        (DISTRICT, (DISTRICT, CITY, COUNTRY), CITY),
        (WARD, (WARD, HEIR), HEIR),
        ("10700", ("10700", CITY, COUNTRY), CITY),
        (COUNTRY, (COUNTRY,), COUNTRY),
    ],
)
def test_who_acts_on_what_a_unit_granted(granter, may, nearest):
    assert may == who_may(granter, APRIL, of(CITY))
    assert nearest == acting(granter, APRIL, of("no part in it"))
    assert [*may] == [acting(granter, APRIL, of(one)) for one in may]
    unfollowed = of(CITY, forces=Forces(lineage=Lineage(Units(UNITS))))
    assert ((granter,), granter) == (
        who_may(granter, APRIL, unfollowed),
        acting(granter, APRIL, unfollowed),
    )


@pytest.mark.parametrize("unit", [DISTRICT, CITY, COUNTRY])
def test_units_above_annul_and_recover_what_a_unit_without_heir_granted(unit):
    assert issued.when(annul(of(unit), unit)).changes
    assert revoked.when(recover(by=of(unit, "clerk"))).changes


def test_nobody_beside_it_annuls_or_recovers_and_nobody_above_before_it_ended():
    for asker, named in ((HEIR, CITY), (DISTRICT, DISTRICT), (COUNTRY, COUNTRY)):
        first = issued.when(annul(of(asker), HEIR)).refusals[0]
        assert ("not-the-authority", {"may": named}) == (first.code, first.facts)
    issued.when(annul(of(CITY, on=LAST), CITY)).then_refused("not-the-authority")
    told = revoked.when(recover(by=of(HEIR, "clerk"))).then_refused("unit-foreign")
    assert CITY == told.refusals[0].facts["unit"]


def begun(by):
    """Return each order that begins something in the district, with the facts it is given."""
    secretary = replace(by, roles=frozenset({"council-secretary"}))
    sent = DispatchSubmission(PAPER, by, "5/TTr", DISTRICT, CITY, (CASE,))
    council = given_in(c.COUNCIL, c.appointed(*c.seats(3)))
    lending_it = lending.grant(by, scope=Scope(DISTRICT, "leader"))
    return [
        (given_in(c.COUNCIL), AppointCouncil(by, DISTRICT, c.seats(3), "7/QĐ", c.BASIS)),
        (council, AppointMembers(c.COUNCIL, by, c.seats(1), "7/QĐ", c.BASIS)),
        (council, c.convene(hand=secretary, held_on=by.effective_on)),
        (given_in(CASE, *at_decision), issue(by)),
        (given_in(CASE, *at_decision), sent),
        (given_in(lending.LENT), lending_it),
    ]


@pytest.mark.parametrize("which", range(6))
def test_a_unit_that_ended_begins_nothing_by_a_paper_of_after(which):
    for on, gone in [(LAST, False), (FIRST, True)]:
        given, order = begun(of(DISTRICT, on=on))[which]
        assert gone is ("unit-unknown" in [one.code for one in given.when(order).refusals])


PRESS = CaseHeld("press", "1/BC", "?")
LIFT = LiftHold(CASE, of(HEIR, "council-secretary"), "1/BC", "unfounded")
ON_THE_WAY = (*WAITING, PRESS, *at_decision[len(WAITING) :])


def test_what_judges_noted_is_lifted_by_who_stands_there_once_the_case_has_ended():
    docket = docket_stream(NOMINEE.ref), CaseEnrolled(CASE), NomineeHeld("press", "1/BC", "?", CASE)
    over = given_in(CASE, *ON_THE_WAY, withdrawn).and_in(*docket)
    assert over.when(LIFT).changes
    given_in(CASE, *ON_THE_WAY).when(LIFT).then_refused("role-missing", "unit-foreign")
    told = over.when(replace(LIFT, hand=of("30")))
    assert CITY == told.then_refused("unit-foreign").refusals[0].facts["unit"]


def test_who_may_lift_is_told_with_who_stands_there():
    for facts, unit in [((*ON_THE_WAY, withdrawn), HEIR), (ON_THE_WAY, WARD)]:
        state = Histories(Notebook(given_in(CASE, *facts).facts)).of(NOMINATION, CASE)
        assert not isinstance(state, Absent)
        assert Who("council-secretary", unit) in Trial(CASE, state, of(HEIR)).lifters("1/BC")


def test_the_nearest_that_stands_sees_what_ended_units_left_and_nobody_else():
    country, seen = Units(UNITS), frozenset({"leader"})
    left = {DISTRICT, "10700"}
    assert left <= scope_left(seen, frozenset({CITY}), country, JULY).units
    for role, unit, on in [
        ("leader", COUNTRY, JULY),
        ("leader", HEIR, JULY),
        ("operator", CITY, JULY),
        ("leader", "30", APRIL),
        ("leader", "30", JULY),
    ]:
        found = scope_left(frozenset({role}), frozenset({unit}), country, on)
        assert not left & found.units, (role, unit)
