"""An agency that ended since it was asked: who stands for it answers, and nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.force import Forces
from domain.hearing.commands import AnswerConsultation
from domain.hearing.events import ConsultationAnswered, ConsultationRequested
from domain.lineage import Lineage
from domain.nomination.decide import NOMINATION
from domain.nomination.events import ReturnedForSupplement
from domain.nomination.state import AtStep
from domain.reading import scope_asked
from domain.recorded import Dated
from domain.units import Units
from infra.rulebooks.units_file import load_units
from services.attempts.at_hearings import hearing_others
from services.attempts.trial import Trial, Who
from services.histories import Histories
from tests.builders import APRIL, CASE, DISTRICT, REMARK, WAITING, WARD, hand
from tests.notebook import Notebook
from tests.reforms import LAST, UNITS
from tests.spec import given_in

JULY, DUE, ROLE = date(2025, 7, 10), date(2025, 7, 25), "consulted-agency"
HEIR, CITY, COUNTRY = "10532", "31", "VN"
SMALL = Lineage(Units(UNITS))
BACK = ReturnedForSupplement("ward-review", (REMARK,), "unclear")


def asked(agency, *more, on=APRIL):
    """Return a case about which an agency was asked on a day."""
    question = ConsultationRequested("ward-review", agency, "order", 60, DUE, "no-remark")
    return given_in(CASE, *WAITING, Dated(question, on), *more)


def of(unit, on=JULY, lineage=SMALL, role=ROLE):
    """Return a hand of a unit, with the units of the country."""
    return replace(hand("new", role, unit, on=on), forces=Forces(lineage=lineage))


def reply(agency, by):
    return AnswerConsultation(CASE, by, agency, "agrees", "in order")


@pytest.mark.parametrize("more", [(), (BACK,)], ids=["waiting", "returned"])
@pytest.mark.parametrize(
    ("agency", "heir", "others"),
    [
        (WARD, HEIR, (CITY, COUNTRY, "10601")),
        (DISTRICT, CITY, (COUNTRY, HEIR, "30")),
        ("10700", CITY, (HEIR, "10601", COUNTRY)),
        ("04000", "04000", ("14", COUNTRY)),
    ],
)
def test_who_stands_for_an_agency_answers_in_its_place_and_nobody_else(agency, heir, others, more):
    given, said = asked(agency, *more), ("ward-review", agency, "agrees", None, "in order")
    given.when(reply(agency, of(heir))).then(ConsultationAnswered(*said))
    for unit in others:
        told = given.when(reply(agency, of(unit))).then_refused("unit-foreign").refusals
        assert heir == told[0].facts["unit"]
    given.when(reply(agency, of(heir, role="leader"))).then_refused("role-missing")


@pytest.mark.parametrize("agency", [WARD, DISTRICT, "10700"])
def test_until_its_end_the_agency_answers_for_itself_and_nobody_for_it(agency):
    given = asked(agency)
    assert given.when(reply(agency, of(agency, on=LAST))).changes
    given.when(reply(agency, of(agency))).then_refused("unit-foreign")
    told = given.when(reply(agency, of(CITY, on=LAST))).then_refused("unit-foreign").refusals
    assert agency == told[0].facts["unit"]


@pytest.mark.parametrize(("code", "heir"), [("01537", "01558"), ("13285", "37")])
def test_a_unit_that_got_the_code_of_an_agency_does_not_answer_for_it(code, heir):
    whole, given = Lineage(load_units()), asked(code)
    given.when(reply(code, of(code, lineage=whole))).then_refused("unit-foreign")
    assert given.when(reply(code, of(heir, lineage=whole))).changes
    given.when(reply(code, of(code, on=LAST, lineage=whole))).then_refused("unit-foreign")
    assert given.when(reply(code, of(heir, on=LAST, lineage=whole))).changes
    later = asked(code, on=date(2025, 7, 1))
    assert later.when(reply(code, of(code, lineage=whole))).changes
    later.when(reply(code, of(heir, lineage=whole))).then_refused("unit-foreign")


def test_no_date_on_a_paper_makes_who_got_the_code_the_agency():
    given, own = asked("13285"), of("13285", on=LAST, lineage=Lineage(load_units()))
    in_time, late = (datetime(2025, *day, tzinfo=UTC) for day in ((6, 30), (7, 10)))
    assert given.when(reply("13285", replace(own, received_at=in_time))).changes
    told = given.when(reply("13285", replace(own, received_at=late))).then_refused("unit-foreign")
    assert "37" == told.refusals[0].facts["unit"]


def test_an_agency_that_is_no_unit_answers_for_itself():
    assert asked("TAX").when(reply("TAX", of("TAX"))).changes
    asked("TAX").when(reply("TAX", of(CITY))).then_refused("unit-foreign")
    given_in(CASE, *WAITING).when(reply(WARD, of(HEIR))).then_refused(
        "unit-foreign", "not-consulted"
    )


def test_who_may_answer_is_told_by_the_trial_as_by_the_refusal():
    state = Histories(Notebook(asked(DISTRICT).facts)).of(NOMINATION, CASE)
    assert isinstance(state, AtStep)
    for by, unit in [(of(HEIR), CITY), (of(HEIR, on=LAST), DISTRICT), (of(DISTRICT), CITY)]:
        found = {one.act: one.who for one in hearing_others(Trial(CASE, state, by))}
        assert (Who(ROLE, unit),) == found["agency-opinion"]


@pytest.mark.parametrize(
    ("unit", "on", "ended"),
    [
        (CITY, JULY, {"30", DISTRICT, "10700"}),
        (HEIR, JULY, {WARD}),
        ("10601", JULY, {"10600"}),
        ("14", JULY, {"118", "03988"}),
        (COUNTRY, JULY, set()),
        ("30", LAST, set()),
        ("30", JULY, set()),
    ],
)
def test_the_inbox_of_an_agency_tells_what_ended_units_were_asked(unit, on, ended):
    country = Units(UNITS)
    assert ended == scope_asked(frozenset({ROLE}), frozenset({unit}), country, on).units
    assert not scope_asked(frozenset({"leader"}), frozenset({unit}), country, on).units


def test_every_ended_unit_of_the_country_is_asked_in_the_inbox_of_who_answers_for_it():
    country = load_units()
    answering = gone_and_answering(country)
    assert 7_466 == len(answering)
    asked = {one: inbox(country, one) for one in standing(country)}
    assert all(one in asked[unit].units for unit, one in answering)
    assert 7_466 == sum(len(one.units) for one in asked.values())
    assert 10 == sum(len(one.spans) for one in asked.values())


def gone_and_answering(country):
    """Return each code that nobody bears any more, behind who answers for its last unit."""
    gone = {one.code for one in country if country.has_ended(one.code, JULY)}
    return [(Lineage(country).standing_for(one, LAST, JULY)[0], one) for one in gone]


def inbox(country, unit):
    """Return what a unit is told in its inbox beside its own questions."""
    return scope_asked(frozenset({ROLE}), frozenset({unit}), country, JULY)


def standing(country):
    """Return the codes that units of the country bear after the reform."""
    return {one.code for one in country if one.in_force(JULY)}
