"""What stands beside a case when its unit ends: points of evaluators, and a review of its work."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.force import Forces
from domain.lineage import Lineage
from domain.nomination.commands import ScoreNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import EvaluatorScored
from domain.nomination.scores import weighted_mean
from domain.nomination.state import AtStep
from domain.units import Units
from services.histories import Histories
from tests import reviewing as r
from tests.builders import CASE, WAITING, WARD, hand
from tests.notebook import Notebook
from tests.projections.made_up_reform import HEIR, MOVED
from tests.reforms import UNITS
from tests.spec import given_in

JULY, SECRETARY, CITY = date(2025, 7, 10), "council-secretary", "31"
POINTS = EvaluatorScored("ward-review", "secretary", Decimal(80), Decimal(1))
moved = given_in(CASE, *WAITING, POINTS, MOVED)


def of(unit, role):
    """Return a hand of a unit after the reform, with the units of the country."""
    known = Forces(lineage=Lineage(Units(UNITS), frozenset({"register"})))
    return replace(hand("new", role, unit, on=JULY), forces=known)


def test_evaluators_of_the_heir_give_points_and_those_of_the_ended_unit_stay_counted():
    points = ScoreNomination(CASE, of(HEIR, SECRETARY), "ward-review", Decimal(90))
    (given,) = moved.when(points).changes
    file = Histories(Notebook({CASE: [*moved.facts[CASE], given.event]})).of(NOMINATION, CASE)
    assert isinstance(file, AtStep)
    assert Decimal(85) == weighted_mean(file.dossier.scores, "ward-review")
    for unit in (WARD, CITY):
        again = replace(points, hand=of(unit, SECRETARY))
        assert "unit-foreign" in [one.code for one in moved.when(again).refusals]


@pytest.mark.parametrize(("unit", "other"), [(HEIR, CITY), (CITY, HEIR)])
def test_in_a_review_each_speaks_for_the_unit_it_stands_for_alone(unit, other):
    """The heir stands for the ward, which was asked; the city for the district, which reports."""
    asked = r.running(r.asked, r.found)
    answered = asked.when(r.say(of(unit, "clerk"))).refusals
    reported = r.over().when(r.report(of(other, "leader"))).refusals
    foreign = ["unit-foreign" in [one.code for one in those] for those in (answered, reported)]
    assert [unit == CITY] * 2 == foreign


def test_the_auditors_end_a_review_of_a_unit_that_ended():
    late = replace(r.AUDITOR, effective_on=JULY)
    assert r.running(r.asked, r.found).when(r.conclude(late)).changes
    known = replace(r.AUDITOR, actor="second", effective_on=r.JULY)
    assert r.over().when(r.close(known)).changes
