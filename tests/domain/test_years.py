"""The year of an achievement is bound to the case; a title of a year is given once (ADR 54)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.force import Forces
from domain.nomination.basis import Basis
from domain.nomination.commands import EndorseStep, FileNomination, WithdrawNomination
from domain.nomination.events import NominationWithdrawn
from domain.nomination.keys import former_keys, keys_of, title_keys
from domain.nomination.state import opened as dossier_of
from domain.register.claims import claim_stream
from domain.register.events import (
    HonourAddedToRecord,
    KeyClaimed,
    KeyReleased,
    TitleConfirmed,
    TitleDeclared,
)
from domain.register.record import record_stream
from tests.builders import (
    APRIL,
    CASE,
    LADDER,
    NOMINEE,
    OFFICER,
    OTHER,
    SECRETARY,
    WARD,
    filed,
    opened,
    opening,
    report,
    sha,
)
from tests.spec import Given, given_in

FILE = FileNomination(CASE, OFFICER)
REACH = replace(OFFICER, forces=Forces(years_back={"*": 1}))
FORM = replace(opened, ladder=replace(LADDER, yearly=False))
TITLE = replace(opened, ladder=replace(LADDER, award="cstdcs", yearly=True))
KEY = f"title/{NOMINEE.ref}/cstdcs/2025"


def of(year, told=FORM) -> Given:
    """Return a whole draft whose achievement is said to be of a year."""
    return given_in(CASE, replace(told, basis=Basis(year=year)), report)


def taken(told) -> list[KeyClaimed]:
    """Return what a case that was filed took."""
    return [KeyClaimed(key, OTHER) for key in keys_of(dossier_of(told))]


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_year_is_that_of_the_case_or_the_one_before(year):
    told = Basis(year=year)
    outcome = Given().when(opening(basis=told, hand=REACH))
    outcome.then_in(CASE, replace(opened, basis=told))


@pytest.mark.parametrize("year", [1945, 2023, 2026, 2100])
def test_a_year_out_of_reach_is_refused(year):
    outcome = Given().when(opening(basis=Basis(year=year), hand=REACH))
    (refusal,) = outcome.then_refused("year-out-of-reach").refusals
    assert {"year": str(year), "first": "2024", "last": "2025"} == refusal.facts


def test_where_nothing_is_said_of_years_the_achievement_is_of_the_year_of_the_case():
    Given().when(opening(basis=Basis(year=2024))).then_refused("year-out-of-reach")


def test_an_award_that_looks_back_reaches_as_far_as_its_data_say():
    far = replace(OFFICER, forces=Forces(years_back={"*": 1, LADDER.award: 5}))
    told = Basis(year=2020)
    Given().when(opening(basis=told, hand=far)).then_in(CASE, replace(opened, basis=told))


def test_an_achievement_does_not_begin_after_its_case():
    told = Basis(since=date(2099, 1, 1))
    Given().when(opening(basis=told)).then_refused("achievement-ahead")
    begun = Basis(since=APRIL)
    Given().when(opening(basis=begun)).then_in(CASE, replace(opened, basis=begun))


@pytest.mark.parametrize("year", [2024, 2025])
def test_another_year_makes_no_other_achievement_of_a_form(year):
    case = of(year)
    for fact in taken(replace(FORM, basis=Basis(year=2025))):
        case = case.and_in(claim_stream(fact.key), fact)
    case.when(FILE).then_refused("achievement-taken")


def test_a_title_is_told_anew_in_each_year():
    case = of(2024, TITLE)
    for fact in taken(TITLE):
        case = case.and_in(claim_stream(fact.key), fact)
    case.when(FILE).then_in(CASE, filed)


def test_an_achievement_that_founded_a_form_founds_no_title_of_its_year():
    case = of(2025, TITLE)
    for fact in taken(FORM):
        case = case.and_in(claim_stream(fact.key), fact)
    case.when(FILE).then_refused("achievement-taken")


def test_a_title_of_a_year_is_claimed_when_it_is_filed_and_asked_for_once():
    of(2025, TITLE).when(FILE).then_in(claim_stream(KEY), KeyClaimed(KEY, CASE))
    again = of(2025, replace(TITLE, achievement="In other words"))
    (refusal,) = (
        again.and_in(claim_stream(KEY), KeyClaimed(KEY, OTHER))
        .when(FILE)
        .then_refused("title-taken")
        .refusals
    )
    assert {"key": KEY, "holder": str(OTHER)} == refusal.facts


def test_a_title_of_a_year_is_free_again_when_its_case_ends_without_it():
    mine = given_in(CASE, TITLE, report, filed).and_in(claim_stream(KEY), KeyClaimed(KEY, CASE))
    left = mine.when(WithdrawNomination(CASE, OFFICER, "moved"))
    left.then(NominationWithdrawn("moved"), KeyReleased(KEY, CASE))


DECLARED = TitleDeclared(
    NOMINEE.ref, "cstdcs", 2025, "9/QĐ", APRIL, "ward", sha("decision"), WARD, "clerk"
)


@pytest.mark.parametrize(
    "known",
    [
        (HonourAddedToRecord(OTHER, "cstdcs", 2025, WARD),),
        (DECLARED, TitleConfirmed("cstdcs", 2025, "secretary")),
    ],
)
def test_a_title_of_a_year_that_the_record_holds_is_not_asked_for_again(known):
    case = of(2025, TITLE).and_in(record_stream(NOMINEE.ref), *known)
    (refusal,) = case.when(FILE).then_refused("title-taken").refusals
    assert {"award": "cstdcs", "year": "2025"} == refusal.facts


def test_a_case_is_not_in_its_own_way():
    mine = given_in(CASE, TITLE, report, filed).and_in(claim_stream(KEY), KeyClaimed(KEY, CASE))
    assert mine.when(EndorseStep(CASE, SECRETARY, "ward-review", "deserved")).changes


def test_a_form_is_given_more_than_once_a_year():
    known = HonourAddedToRecord(OTHER, LADDER.award, 2025, WARD)
    of(2025).and_in(record_stream(NOMINEE.ref), known).when(FILE).then_in(CASE, filed)


def test_a_title_that_is_only_told_of_or_of_another_year_takes_nothing():
    other = HonourAddedToRecord(OTHER, "cstdcs", 2024, WARD)
    case = of(2025, TITLE).and_in(record_stream(NOMINEE.ref), other, DECLARED)
    case.when(FILE).then_in(CASE, filed)


def test_forms_and_cases_of_before_have_no_title_of_a_year():
    assert ((), ()) == (title_keys(dossier_of(FORM)), title_keys(dossier_of(opened)))


def test_keys_stand_in_facts_and_read_the_same_for_ever():
    told = dossier_of(replace(FORM, achievement="Số hóa hồ sơ"))
    mine = f"achievement/{NOMINEE.ref}"
    read = "8fe19ae76bbf5baefdf3b8e400c1285ad7a4ce74ab65dd862ed7841fb2c8a96c"
    before = "5141ed9f5662e24ca643c6af3b85e615a7d06d7a967821f7fa10337e78d080bd"
    assert (f"{mine}/any-year/{read}", f"{mine}/2025/{read}") == keys_of(told)
    assert (f"{mine}/2025/{before}",) == former_keys(told)


def test_what_was_taken_under_a_former_key_stays_taken_and_is_given_back():
    told = replace(FORM, achievement="Số hóa hồ sơ")
    (former,) = former_keys(dossier_of(told), keys_of(dossier_of(told)))
    case = given_in(CASE, told, report)
    case.and_in(claim_stream(former), KeyClaimed(former, OTHER)).when(FILE).then_refused(
        "achievement-taken"
    )
    mine = given_in(CASE, told, report, filed)
    kept = mine.and_in(claim_stream(former), KeyClaimed(former, CASE))
    kept.when(WithdrawNomination(CASE, OFFICER, "moved")).then(
        NominationWithdrawn("moved"), KeyReleased(former, CASE)
    )
