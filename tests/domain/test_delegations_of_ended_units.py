"""Power lent in a unit that ended: who takes it back, and what it still carries."""

from dataclasses import replace
from datetime import date

import pytest

from domain.council.rule import BallotRules
from domain.delegation.commands import EndDelegation
from domain.delegation.events import DelegationEnded, Scope
from domain.delegation.state import DELEGATION, Granted
from domain.force import Forces
from domain.lineage import Lineage
from domain.recorded import Dated
from domain.units import Units
from infra.rulebooks.units_file import load_units
from services.attempts.at_delegations import on_a_delegation
from services.attempts.elsewhere import Trial
from services.attempts.trial import Who
from services.histories import Histories
from tests.builders import APRIL, CASE, DISTRICT, WAITING, WARD, hand
from tests.lending import DEPUTY, ENDORSE, GIVEN, LENT
from tests.notebook import Notebook
from tests.reforms import LAST, UNITS
from tests.spec import given_in

JULY = date(2025, 7, 10)
HEIR, CITY, SMALL = "10532", "31", Lineage(Units(UNITS))
OVER = DelegationEnded(JULY, "back from leave")


def of(unit, role="leader", on=JULY, lineage=SMALL):
    """Return a hand of a unit, with the units of the country."""
    return replace(hand("new", role, unit, on=on), forces=Forces(lineage=lineage))


def lent_in(unit, on=APRIL):
    """Start from power that was lent in a unit on a day, and a case that waits in it."""
    given = replace(GIVEN, scope=Scope(unit, "council-secretary"))
    return given_in(LENT, Dated(given, on)).and_in(CASE, *WAITING)


def end(by):
    return EndDelegation(LENT, by, by.effective_on, "back from leave")


@pytest.mark.parametrize(
    ("unit", "heir", "others"),
    [(WARD, HEIR, (CITY, "10601")), (DISTRICT, CITY, ("VN", HEIR)), ("04000", "04000", ("14",))],
)
def test_the_head_of_who_stands_for_an_ended_unit_takes_its_power_back(unit, heir, others):
    given = lent_in(unit)
    for by in (of(heir), of(unit), replace(of("30"), actor="secretary")):
        given.when(end(by)).then(OVER)
    for other in others:
        told = given.when(end(of(other))).then_refused("not-the-delegator").refusals
        assert heir == told[0].facts["unit"]
    given.when(end(of(heir, "clerk"))).then_refused("not-the-delegator")
    early = given.when(end(of(CITY, on=LAST))).then_refused("not-the-delegator").refusals
    assert unit == early[0].facts["unit"]


def test_who_may_take_it_back_is_told_by_the_trial_as_by_the_refusal():
    past = Histories(Notebook(lent_in(DISTRICT).facts))
    assert isinstance(past.of(DELEGATION, LENT), Granted)
    for by, unit in [(of(HEIR), CITY), (of(HEIR, on=LAST), DISTRICT), (of(DISTRICT), DISTRICT)]:
        (found,) = on_a_delegation(Trial(LENT, by, BallotRules(), past))
        assert (Who("leader", unit),) == found.who


@pytest.mark.parametrize(("code", "gone"), [("01537", True), ("00025", False), ("10532", False)])
def test_power_lent_in_a_unit_is_none_in_another_that_got_its_code(code, gone):
    whole, given = Forces(lineage=Lineage(load_units())), lent_in(code)
    for on, none in [(JULY, gone), (LAST, False)]:
        by = replace(DEPUTY, effective_on=on, forces=whole)
        told = [one.code for one in given.when(replace(ENDORSE, hand=by)).refusals]
        assert (none, not none) == ("unit-unknown" in told, "unit-foreign" in told)
    later = lent_in(code, on=date(2025, 7, 1)).when(
        replace(ENDORSE, hand=replace(DEPUTY, effective_on=JULY, forces=whole))
    )
    assert "unit-unknown" not in [one.code for one in later.refusals]
