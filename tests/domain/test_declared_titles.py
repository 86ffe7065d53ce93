"""Titles given before this system: told of from a paper by one, confirmed by a second person."""

from dataclasses import replace
from datetime import date

import pytest

from domain.eligibility.conditions import years_of
from domain.force import Forces
from domain.lineage import Lineage
from domain.nomination.commands import FileNomination
from domain.register.events import (
    HonourAddedToRecord,
    TitleConfirmed,
    TitleDeclared,
    TitleRejected,
)
from domain.register.record import RECORD, record_stream
from domain.register.title_commands import ConfirmTitle, DeclareTitle, RejectTitle
from infra.rulebooks.units_file import load_units
from services.verdicts import judged
from tests.builders import (
    CASE,
    LADDER,
    NOMINEE,
    OFFICER,
    OTHER,
    SECRETARY,
    WARD,
    filed,
    hand,
    opened,
    report,
    sha,
)
from tests.domain.test_titles import TWICE, WARNS
from tests.impossible import cannot_follow
from tests.notebook import Notebook
from tests.reforms import folded
from tests.spec import Given, given_in
from tests.wording import sighted

RECORDED = record_stream(NOMINEE.ref)
CLERK = hand("ward-clerk", "clerk", WARD)
DATED = date(2024, 12, 20)
DECLARE = DeclareTitle(
    NOMINEE.ref, CLERK, WARD, "cstdcs", 2024, "45/QĐ-UBND", DATED, "UBND TP Hải Dương",
    sha("decision"), frozenset({"cstdcs"}),
)  # fmt: skip
declared = TitleDeclared(
    NOMINEE.ref, "cstdcs", 2024, "45/QĐ-UBND", DATED, "UBND TP Hải Dương", sha("decision"), WARD,
    "ward-clerk",
)  # fmt: skip
confirmed = TitleConfirmed("cstdcs", 2024, "secretary")
CONFIRM = ConfirmTitle(NOMINEE.ref, SECRETARY, "cstdcs", 2024)
REJECT = RejectTitle(NOMINEE.ref, SECRETARY, "cstdcs", 2024, "of another person")
rejected = TitleRejected("cstdcs", 2024, "of another person")
IN_REGISTER = HonourAddedToRecord(OTHER, "cstdcs", 2024, WARD)


def test_a_decision_of_the_day_it_is_told_of_is_of_its_time():
    of_today = replace(DECLARE, dated=CLERK.effective_on, year=CLERK.effective_on.year)
    record().when(of_today).then_in(RECORDED, replace(declared, dated=of_today.dated, year=2025))


def test_what_is_said_of_a_title_stands_in_the_record_of_its_nominee():
    record(declared).when(CONFIRM).then_in(RECORDED, confirmed)
    record(declared).when(REJECT).then_in(RECORDED, rejected)


def record(*facts) -> Given:
    """Return the record of the nominee."""
    return given_in(RECORDED, *facts)


def test_a_clerk_declares_and_a_second_person_confirms():
    Given().when(DECLARE).then(declared)
    record(declared).when(CONFIRM).then(confirmed)
    record(declared, confirmed).when(CONFIRM).then_nothing()


def test_the_same_title_told_again_is_nothing_and_another_decision_is_refused():
    record(declared).when(DECLARE).then_nothing()
    again = replace(DECLARE, hand=replace(CLERK, actor="another clerk"))
    record(declared).when(again).then_nothing()
    record(declared).when(replace(DECLARE, number="46/QĐ")).then_refused("title-declared")
    record(IN_REGISTER).when(DECLARE).then_refused("title-in-register")


def test_whoever_declared_it_does_not_confirm_it():
    both = replace(SECRETARY, actor="Ward-Clerk")
    record(declared).when(replace(CONFIRM, hand=both)).then_refused("own-declaration")
    record(declared).when(replace(REJECT, hand=both)).then_refused("own-declaration")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"hand": OFFICER}, ["role-missing"]),
        ({"unit": "288"}, ["unit-foreign"]),
        ({"hand": replace(CLERK, actor=str(NOMINEE.ref))}, ["own-record"]),
        ({"known": frozenset({"ldtt"})}, ["title-award-unknown"]),
        ({"number": "x"}, ["number-missing"]),
        ({"dated": date(2023, 12, 31)}, ["title-out-of-time"]),
        ({"dated": date(2025, 12, 31)}, ["title-out-of-time"]),
    ],
)
def test_a_declaration_keeps_every_rule(changes, codes):
    Given().when(replace(DECLARE, **changes)).then_refused(*codes)


def test_a_title_nobody_declared_is_not_judged():
    Given().when(CONFIRM).then_refused("title-unknown")
    record(declared).when(replace(CONFIRM, year=2023)).then_refused("title-unknown")
    record(declared).when(replace(CONFIRM, hand=OFFICER)).then_refused("role-missing")


def test_a_rejected_title_may_be_declared_anew():
    record(declared, confirmed).when(REJECT).then(rejected)
    record(declared, rejected).when(DECLARE).then(declared)


@pytest.mark.parametrize(("facts", "goes"), [((declared,), False), ((declared, confirmed), True)])
def test_only_a_confirmed_title_counts_in_a_row(facts, goes):
    draft = given_in(CASE, replace(opened, ladder=replace(LADDER, streaks=(TWICE,))), report)
    now = HonourAddedToRecord(OTHER, "cstdcs", 2025, WARD)
    outcome = draft.and_in(RECORDED, now, *facts).when(FileNomination(CASE, OFFICER))
    assert goes == bool(outcome.changes)
    if goes:
        outcome.then_in(CASE, filed)


def test_the_verdict_says_which_title_came_from_where():
    draft = given_in(CASE, replace(opened, ladder=replace(LADDER, streaks=(TWICE,))), report)
    now = HonourAddedToRecord(OTHER, "cstdcs", 2025, "288")
    others = replace(now, honour=CASE, award="ldtt"), replace(declared, award="ldtt")
    facts = draft.and_in(RECORDED, now, declared, *others).facts
    found = sighted(judged(CASE, WARNS, Notebook(facts)).verdict).findings
    row = next(one for one in found if one.rule.key == "titles-in-a-row")
    paper = "declared from 45/QĐ-UBND of 2024-12-20, UBND TP Hải Dương, not confirmed"
    assert f"2 needed; 2024 ({paper}); 2025 (register, granted by 288)" == row.looked_at["cstdcs"]


def test_a_condition_tells_the_years_that_wait_for_a_second_person():
    known = folded(RECORD, replace(IN_REGISTER, year=2025), declared)
    told = years_of("cstdcs", known)
    assert ("told-years", {"years": "2025", "waiting": "2024"}) == (told.code, told.facts)
    assert "2024 (declared" in told.detail


@pytest.mark.parametrize("facts", [(declared, declared), (declared, rejected, confirmed)])
def test_a_record_that_cannot_be_is_a_defect(facts):
    cannot_follow(RECORD, *facts)


def case_of_the_nominee(*facts) -> Given:
    """Return a case of the nominee, of the ward."""
    return given_in(CASE, opened, report, *facts)


def test_a_unit_without_a_link_to_the_nominee_declares_nothing():
    elsewhere = replace(DECLARE, unit="10507", hand=hand("a clerk", "clerk", "10507"))
    (refusal,) = case_of_the_nominee().when(elsewhere).then_refused("nominee-elsewhere").refusals
    assert {"unit": "10507", "units": WARD} == refusal.facts
    case_of_the_nominee().when(DECLARE).then(declared)


def test_the_unit_that_carries_the_nominees_on_declares_too():
    today = replace(hand("a clerk", "clerk", "10532"), effective_on=date(2025, 8, 1))
    country = Forces(lineage=Lineage(load_units()))
    heir = replace(DECLARE, unit="10532", hand=replace(today, forces=country))
    assert case_of_the_nominee().when(heir).changes
    clerk = replace(heir.hand, units=frozenset({"10507"}))
    elsewhere = case_of_the_nominee().when(replace(heir, unit="10507", hand=clerk))
    (refusal,) = elsewhere.then_refused("nominee-elsewhere").refusals
    assert "10531, 10532" == refusal.facts["units"]


def test_a_paper_of_another_kind_is_no_decision():
    told = replace(DECLARE, evidence=report.sha256)
    (refusal,) = case_of_the_nominee().when(told).then_refused("evidence-no-decision").refusals
    assert {"evidence": report.sha256, "paper": report.paper} == refusal.facts


def test_one_paper_is_one_decision():
    other = replace(DECLARE, year=2023, number="46/QĐ-UBND")
    record(declared).when(other).then_refused("evidence-of-another")
    same = replace(DECLARE, year=2023)
    assert record(declared).when(same).changes
