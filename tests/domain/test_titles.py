"""Titles held in a row by the record of the nominee, and one form of the State a year."""

from dataclasses import replace
from datetime import date

import pytest

from domain.force import Force, Forces
from domain.ladder import Streak
from domain.nomination.basis import Basis, Commendation
from domain.nomination.commands import FileNomination, WithdrawNomination
from domain.register.claims import claim_stream
from domain.register.events import HonourAddedToRecord, HonourTakenFromRecord, KeyClaimed
from domain.register.record import record_stream
from services.verdicts import judged
from tests.builders import CASE, LADDER, NOMINEE, OFFICER, OTHER, PAPER, filed, opened, report
from tests.notebook import Notebook
from tests.spec import Given, given_in
from tests.wording import read, sighted

FILE = FileNomination(CASE, OFFICER)
TWICE = Streak("cstdcs", 2, "Law 06/2022 art. 21 [S6]", confirmed=True)
STATE = f"state-form/{NOMINEE.ref}/2025"
COMPARES = Forces(chosen={"state-form-excepted": Force.BINDS})
WARNS = Forces(frozenset({"titles-in-a-row", "one-state-form-a-year"}))


def title(year, honour, granted_by="10531") -> HonourAddedToRecord:
    """Return a title of a year."""
    return HonourAddedToRecord(honour, "cstdcs", year, granted_by)


def asking(*titles, streak=TWICE) -> Given:
    """Return a draft that asks for a row, and the record of its nominee."""
    told = replace(opened, ladder=replace(LADDER, streaks=(streak,)))
    return given_in(CASE, told, report).and_in(record_stream(NOMINEE.ref), *titles)


def of_state(kind=None, on=None) -> Given:
    """Return a draft for a form of the State."""
    told = replace(opened, ladder=replace(LADDER, state_form=True), basis=Basis(kind))
    return given_in(CASE, replace(told, opened_on=on or told.opened_on), report)


@pytest.mark.parametrize(
    ("titles", "held"),
    [
        ((title(2023, OTHER), title(2025, PAPER)), "1"),
        ((title(2022, OTHER), title(2023, PAPER)), "0"),
        ((title(2024, OTHER), title(2025, PAPER), HonourTakenFromRecord(OTHER)), "1"),
        ((replace(title(2024, OTHER), award="ldtt"), title(2025, PAPER)), "1"),
    ],
)
def test_a_row_with_a_gap_is_none(titles, held):
    (refusal,) = asking(*titles).when(FILE).then_refused("titles-not-in-a-row").refusals
    assert {"title": "cstdcs", "times": "2", "held": held} == refusal.facts


def test_a_row_counts_across_units_that_were_merged():
    asking(title(2024, OTHER), title(2025, PAPER, granted_by="10532")).when(FILE).then_in(
        CASE, filed
    )
    asking(title(2023, OTHER), title(2024, PAPER)).when(FILE).then_in(CASE, filed)


def test_a_row_that_is_not_sure_warns():
    asking(streak=replace(TWICE, confirmed=False)).when(FILE).then_in(CASE, filed)
    warned = replace(FILE, hand=replace(OFFICER, forces=WARNS))
    asking().when(warned).then_in(CASE, filed)


def test_a_verdict_tells_the_years_of_the_row():
    facts = asking(title(2024, OTHER)).facts
    found = sighted(judged(CASE, WARNS, Notebook(facts)).verdict).findings
    row = next(one for one in found if one.rule.key == "titles-in-a-row")
    assert {
        "year": "2025",
        "cstdcs": "2 needed; 2024 (register, granted by 10531)",
    } == row.looked_at
    assert (Force.WARNS, True, False) == (row.force, row.confirmed, row.stops)


def test_one_form_of_the_state_is_proposed_in_a_year():
    changes = of_state().when(FILE).changes
    assert KeyClaimed(STATE, CASE) in [one.event for one in changes]
    own = of_state().and_in(claim_stream(STATE), KeyClaimed(STATE, CASE))
    own.when(FILE).then_in(CASE, filed)
    taken = of_state().and_in(claim_stream(STATE), KeyClaimed(STATE, OTHER))
    taken.when(FILE).then_refused("second-state-form")
    warned = taken.when(replace(FILE, hand=replace(OFFICER, forces=WARNS)))
    assert [STATE] != [one.event.key for one in warned.changes if one.stream == claim_stream(STATE)]


@pytest.mark.parametrize("kind", [one for one in Commendation if one.value[0] in "sce"])
def test_sudden_and_the_like_stand_beside_the_year(kind):
    taken = of_state(kind).and_in(claim_stream(STATE), KeyClaimed(STATE, OTHER))
    taken.when(FILE).then_in(CASE, filed)


def test_the_year_is_that_of_the_filing():
    opened_late = of_state(on=date(2024, 12, 31))
    taken = opened_late.and_in(claim_stream(STATE), KeyClaimed(STATE, OTHER))
    taken.when(FILE).then_refused("second-state-form")
    assert KeyClaimed(STATE, CASE) in [one.event for one in opened_late.when(FILE).changes]
    before = STATE.replace("2025", "2024")
    former = opened_late.and_in(claim_stream(before), KeyClaimed(before, OTHER))
    assert former.when(FILE).changes


def test_an_excepted_form_is_compared_in_the_year_of_its_filing_and_not_with_itself():
    stated = replace(FILE, hand=replace(OFFICER, forces=COMPARES))
    sudden = of_state(Commendation.SUDDEN, on=date(2024, 12, 31))
    taken = sudden.and_in(claim_stream(STATE), KeyClaimed(STATE, OTHER))
    taken.when(stated).then_refused("state-form-excepted")
    own = sudden.and_in(claim_stream(STATE), KeyClaimed(STATE, CASE))
    assert own.when(stated).changes


def test_a_filed_case_keeps_the_year_of_its_filing_and_gives_back_the_one_it_took_before():
    told = replace(opened, ladder=replace(LADDER, state_form=True), opened_on=date(2024, 12, 31))
    before = STATE.replace("2025", "2024")
    case = given_in(CASE, told, report, filed)
    for key in (STATE, before):
        case = case.and_in(claim_stream(key), KeyClaimed(key, CASE))
    given_back = case.when(WithdrawNomination(CASE, OFFICER, "moved")).changes
    assert {STATE, before} == {one.event.key for one in given_back if hasattr(one.event, "key")}
    later = sighted(judged(CASE, WARNS, Notebook(case.facts), date(2026, 3, 1)).verdict).findings
    row = next(one for one in later if one.rule.key == "one-state-form-a-year")
    assert {"commendation": "", STATE: str(CASE)} == row.looked_at


def test_a_kind_that_excepts_a_second_form_is_told_with_who_holds_the_year():
    sudden = of_state(Commendation.SUDDEN).and_in(claim_stream(STATE), KeyClaimed(STATE, OTHER))
    found = sighted(judged(CASE, WARNS, Notebook(sudden.facts)).verdict).findings
    told = next(one for one in found if one.rule.key == "state-form-excepted")
    assert {"commendation": "sudden", STATE: str(OTHER)} == told.looked_at
    assert ["state-form-excepted"] == [one.code for one in read(told.broken)]
    assert (Force.WARNS, False) == (told.force, told.stops)
    alone = judged(CASE, WARNS, Notebook(of_state(Commendation.SUDDEN).facts)).verdict.findings
    assert not next(one for one in alone if one.rule.key == "state-form-excepted").broken
    stated = replace(FILE, hand=replace(OFFICER, forces=COMPARES))
    sudden.when(stated).then_refused("state-form-excepted")
    taken = of_state().and_in(claim_stream(STATE), KeyClaimed(STATE, OTHER))
    taken.when(stated).then_refused("second-state-form")


def test_another_year_is_another_key():
    later = of_state(on=date(2026, 1, 2))
    hand = replace(
        OFFICER, effective_on=date(2026, 1, 5), recorded_at=OFFICER.recorded_at.replace(year=2027)
    )
    taken = later.and_in(claim_stream(STATE), KeyClaimed(STATE, OTHER))
    assert taken.when(replace(FILE, hand=hand)).changes
