"""Who may read a case: its units, who carries them on, auditors above, and no operator."""

from datetime import date

import pytest

from domain.bearing import AskedAgency
from domain.council.events import SessionConvened
from domain.hearing.events import ConfirmationRequested, ConsultationRequested
from domain.nomination.authority import CaseReassigned, CaseUnassigned, Desk, StepHanded
from domain.nomination.clock import CaseEscalated, ReminderIssued
from domain.nomination.favour import RegimeChosen
from domain.reading import (
    EVERYTHING,
    NOTHING,
    Scope,
    begun_on,
    concerned,
    concerned_by,
    may_read,
    scope_lent,
    scope_of,
    united,
)
from domain.recorded import Dated
from domain.submission.events import SubmissionDispatched
from tests.builders import APRIL, CASE, DISTRICT, OTHER, PROVINCE, WARD, opened
from tests.golden.sample import sample
from tests.plain_house import UNITS

TODAY = date(2026, 3, 1)
DUE = date(2025, 4, 22)
OFFICE = ("leader", WARD, UNITS, TODAY)
DESK = Desk("act", "10532", "ward-review", "ward")
HANDED = StepHanded("ward-review", "ward", WARD, "ward", "10540", "merged")
REASSIGNED = CaseReassigned(
    "nd-2025", DUE, "merged", "one heir", WARD, "10532", DESK, DESK, (HANDED,), (), None
)
UNASSIGNED = CaseUnassigned("nd-2025", DUE, "divided", "two heirs", WARD, DESK, (), "31")
ASKED = ConsultationRequested("ward-review", "TAX", "taxes", 5, DUE, "no-remark")
SENT = SubmissionDispatched("1/TTr", DUE, WARD, DISTRICT, (CASE,))
CONVENED = SessionConvened(OTHER, PROVINCE, DUE, (), ())
NOTICE = ("ward-review", DUE, "late", 1, "leader", "288")


def scope(role, *units, on=TODAY):
    return scope_of(frozenset({role}), frozenset(units), UNITS, on)


@pytest.mark.parametrize(
    ("event", "units"),
    [
        (REASSIGNED, {"10532": "assigned", "10540": "assigned"}),
        (UNASSIGNED, {WARD: "assigned", "10532": "assigned", "31": "assigned"}),
        (ASKED, {"TAX": "asked"}),
        (ConfirmationRequested("tax-confirmation", "TAX"), {"TAX": "asked"}),
        (SENT, {WARD: "sent", DISTRICT: "received"}),
        (CONVENED, {PROVINCE: "seat"}),
        (CaseEscalated(*NOTICE), {"288": "told"}),
        (ReminderIssued(*NOTICE), {"288": "told"}),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_fact_says_whom_it_concerns_and_how(event, units):
    assert units == concerned_by(event)


def test_a_case_concerns_its_proposer_and_every_step():
    ladder = {step.unit for step in opened.ladder.steps}
    told = concerned_by(opened)
    assert (ladder | {WARD}, "proposed") == (set(told), told[WARD])
    facts = [Dated(one, DUE) for one in (opened, ASKED, "anything else")]
    assert ladder | {WARD, AskedAgency("TAX", DUE)} == concerned(facts)
    assert [opened.opened_on, DUE, DUE] == [begun_on(opened), begun_on(SENT), begun_on(CONVENED)]


def test_a_newer_regime_brings_the_units_of_its_steps():
    chosen = sample(RegimeChosen)
    assert {step.unit: "step" for step in chosen.ladder.steps} == concerned_by(chosen)


def test_a_hand_reads_what_concerns_a_unit_of_theirs_in_any_role():
    reader = scope("clerk", WARD)
    assert (True, False) == (may_read(reader, {WARD, DISTRICT}), may_read(reader, {DISTRICT}))
    assert not may_read(NOTHING, {WARD})


def test_an_auditor_reads_what_concerns_a_unit_below_of_any_day():
    of_province, of_ward = scope("auditor", PROVINCE), scope("inspector", WARD)
    assert may_read(of_province, {WARD})  # a ward of a district that is no more
    assert may_read(of_province, {PROVINCE})
    assert not may_read(of_ward, {PROVINCE})
    assert not may_read(scope("leader", PROVINCE), {WARD})


def test_an_auditor_of_the_country_reads_everything():
    assert scope("auditor", "VN").everything
    assert may_read(scope("auditor", "VN"), frozenset())
    assert may_read(EVERYTHING, frozenset())


def test_a_review_is_read_as_a_unit_of_ones_own_or_an_ended_one_and_never_by_an_operator():
    heir = UNITS.successors(WARD, APRIL)[0].code
    for role in ("clerk", "auditor"):
        assert {heir, WARD} <= scope(role, heir).reviewed
        assert {heir} == scope(role, heir, on=APRIL).reviewed
        assert {DISTRICT, PROVINCE} & scope(role, heir).reviewed == set()
        assert {DISTRICT, "31"} <= scope(role, "31").reviewed
    assert frozenset() == scope("operator", WARD).reviewed == scope_lent(*OFFICE).reviewed
    assert {WARD, "TAX"} == united(scope("clerk", WARD), scope("leader", "TAX")).reviewed


def test_what_was_put_aside_is_for_operators_and_for_no_auditor():
    both = scope_of(frozenset({"operator", "auditor"}), frozenset({"VN"}), UNITS, TODAY)
    assert [True, True] == [one.aside for one in (scope("operator", "VN"), both)]
    assert both.everything
    shut = (
        scope("auditor", "VN"),
        scope("leader", WARD),
        scope_lent("operator", WARD, UNITS, TODAY),
    )
    assert not any(one.aside for one in shut)
    assert united(scope("auditor", "VN"), scope("operator", "VN")).aside


def test_a_token_of_roles_and_units_audits_each_of_its_units():
    both = scope_of(frozenset({"auditor", "clerk"}), frozenset({PROVINCE, "00004"}), UNITS, TODAY)
    assert united(scope("auditor", PROVINCE), scope("auditor", "00004")) == both


@pytest.mark.parametrize("role", ["leader", "auditor", "inspector"])
@pytest.mark.parametrize("unit", [PROVINCE, "VN"])
def test_what_is_lent_never_makes_an_audit(role, unit):
    lent = scope_lent(role, unit, UNITS, TODAY)
    assert scope("clerk", unit).units == lent.units
    assert not lent.everything
    reader = united(scope("auditor", "00004"), lent)
    assert (True, True) == (may_read(reader, {unit}), may_read(reader, {"00004"}))
    assert not may_read(reader, {DISTRICT})
    assert scope("auditor", "00004").units | lent.units == reader.units


def test_an_office_of_an_operator_lends_no_reading_and_everything_stays_everything():
    assert NOTHING == scope_lent("operator", WARD, UNITS, TODAY)
    whole = united(EVERYTHING, scope("clerk", WARD))
    assert (NOTHING, True, True) == (united(), whole.everything, whole.aside)


def test_an_operator_sees_no_names():
    assert Scope(aside=True) == scope("operator", "VN", WARD)
    both = scope_of(frozenset({"operator", "clerk"}), frozenset({WARD}), UNITS, APRIL)
    assert Scope(frozenset({WARD}), reviewed=frozenset({WARD}), aside=True) == both


def test_a_successor_reads_what_those_could_that_it_carries_on():
    heir = UNITS.successors(WARD, APRIL)[0].code
    assert may_read(scope("clerk", heir), {WARD})
    assert not may_read(scope("clerk", heir, on=APRIL), {WARD}) or heir == WARD


def test_a_unit_nobody_knows_stands_for_itself():
    assert frozenset({"TAX"}) == scope("consulted-agency", "TAX").units
