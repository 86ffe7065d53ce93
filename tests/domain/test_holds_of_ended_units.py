"""A hold that a unit noted whose code went to another: that one lifts it in no case (ADR 127)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.force import Forces
from domain.lineage import Lineage
from domain.nomination.commands import LiftHold
from domain.nomination.decide import NOMINATION
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.nomination.state import Absent
from domain.units import Units
from services.attempts.trial import Trial, Who
from services.histories import Histories
from tests.builders import CASE, DISTRICT, WARD, at_submit, hand, opened, received, up
from tests.notebook import Notebook
from tests.plain_house import UNITS as COUNTRY
from tests.reforms import LAST, UNITS
from tests.spec import given_in

JULY, HEIR, CITY, ROLE = date(2025, 7, 10), "10532", "31", "council-secretary"
SMALL, WHOLE = Lineage(Units(UNITS)), Lineage(COUNTRY)
held, lifted = CaseHeld("press", "8/BC", "about it"), HoldLifted("8/BC", "unfounded", None)
FACTS = (*at_submit[:4], held, *at_submit[4:], up, received)
"""The ward's judges noted a hold, and the case went on to the district."""


def of(unit, role=ROLE, on=JULY, lineage=SMALL):
    """Return a hand of a unit, with the units of the country."""
    return replace(hand("new", role, unit, on=on), forces=Forces(lineage=lineage))


def lift(by):
    return LiftHold(CASE, by, "8/BC", "unfounded", None)


def at_the(unit):
    """Return the case with the ward's first step in another unit."""
    ladder = opened.ladder
    steps = tuple(replace(one, unit=unit) if one.unit == WARD else one for one in ladder.steps)
    return given_in(CASE, replace(opened, ladder=replace(ladder, steps=steps)), *FACTS[1:])


def test_a_running_case_waits_for_the_reform_and_who_has_it_lifts():
    case = given_in(CASE, *FACTS)
    for unit, role in [(HEIR, ROLE), ("10601", ROLE), (CITY, ROLE), (HEIR, "leader")]:
        case.when(lift(of(unit, role))).then_refused("role-missing", "unit-foreign")
    case.when(lift(of(DISTRICT, "appraiser"))).then(lifted)
    case.when(lift(of(WARD, on=LAST))).then(lifted)


@pytest.mark.parametrize(("code", "heir"), [("13285", "37"), ("01537", "01558")])
def test_who_got_the_code_of_the_unit_that_noted_it_lifts_nothing(code, heir):
    case = at_the(code)
    case.when(lift(of(code, lineage=WHOLE))).then_refused("role-missing", "unit-foreign")
    case.when(lift(of(heir, lineage=WHOLE))).then(lifted)
    case.when(lift(of(code, on=LAST, lineage=WHOLE))).then(lifted)


@pytest.mark.parametrize(
    ("code", "lineage", "told"),
    [("13285", WHOLE, "37"), ("01537", WHOLE, "01558"), (WARD, SMALL, WARD)],
)
def test_who_lifts_is_told_by_the_trial(code, lineage, told):
    state = Histories(Notebook(at_the(code).facts)).of(NOMINATION, CASE)
    assert not isinstance(state, Absent)
    lifters = Trial(CASE, state, of(HEIR, lineage=lineage)).lifters("8/BC")
    assert (Who("appraiser", DISTRICT), Who(ROLE, told)) == lifters
