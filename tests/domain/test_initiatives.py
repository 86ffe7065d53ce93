"""An initiative counts once: by its entry however written, and by the bytes of its certificate."""

from dataclasses import replace

import pytest

from domain.force import Forces
from domain.lineage import Lineage
from domain.nomination.basis import Basis, Entry
from domain.nomination.commands import AddEvidence, FileNomination, WithdrawEvidence
from domain.nomination.events import EvidenceAdded, EvidenceWithdrawn, ReturnedForSupplement
from domain.nomination.keys import certificate_key, entry_key, former_entry, kin_keys
from domain.nomination.state import opened as dossier_of
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed, KeyReleased
from infra.rulebooks.units_file import load_units
from services.verdicts import judged
from tests.builders import (
    CASE,
    OFFICER,
    OTHER,
    REMARK,
    SECRETARY,
    filed,
    opened,
    opening,
    report,
    sha,
)
from tests.notebook import Notebook
from tests.spec import Given, given_in
from tests.wording import read

FILE = FileNomination(CASE, OFFICER)
ENTRY = Entry("10531", 2024, "12/SK")
NAMED = replace(opened, basis=Basis(initiatives=(ENTRY,)))
certificate = EvidenceAdded(
    sha("certificate"), 9, "application/pdf", "initiative-certificate", "original", "C"
)
KEY, BYTES = entry_key("initiative", ENTRY), certificate_key(certificate.sha256)
ADD = AddEvidence(
    CASE, SECRETARY, certificate.sha256, 9, "application/pdf", certificate.paper, "original", "C",
    frozenset({certificate.paper}),
)  # fmt: skip
COUNTRY = Forces(lineage=Lineage(load_units()), unconfirmed=frozenset({"initiative-of-kin"}))


def test_a_case_that_shows_a_certificate_names_the_initiative():
    given_in(CASE, opened, report, certificate).when(FILE).then_refused("initiative-unnamed")
    given_in(CASE, NAMED, report, certificate).when(FILE).then_in(CASE, filed)


def test_of_two_keys_the_one_that_another_case_holds_is_refused():
    case = given_in(CASE, NAMED, report, certificate).and_in(
        claim_stream(KEY), KeyClaimed(KEY, CASE)
    )
    case.and_in(claim_stream(BYTES), KeyClaimed(BYTES, OTHER)).when(FILE).then_refused(
        "initiative-used"
    )


def test_entry_and_certificate_are_claimed_when_the_case_is_filed():
    outcome = given_in(CASE, NAMED, report, certificate).when(FILE)
    outcome.then_in(claim_stream(KEY), KeyClaimed(KEY, CASE))
    outcome.then_in(claim_stream(BYTES), KeyClaimed(BYTES, CASE))


def test_a_certificate_that_another_case_counts_is_not_filed_under_another_number():
    taken = given_in(CASE, NAMED, report, certificate)
    taken.and_in(claim_stream(BYTES), KeyClaimed(BYTES, OTHER)).when(FILE).then_refused(
        "initiative-used"
    )


@pytest.mark.parametrize("number", ["12-SK", "12SK", "012 / sk", "12.SK."])
def test_a_number_is_the_same_however_it_is_written(number):
    assert KEY == entry_key("initiative", replace(ENTRY, number=number))


@pytest.mark.parametrize("number", ["1/2SK", "12/SK1", "13/SK"])
def test_another_number_is_another_initiative(number):
    assert KEY != entry_key("initiative", replace(ENTRY, number=number))


def test_what_was_taken_under_a_number_with_strokes_stays_taken():
    former = former_entry("initiative", ENTRY)
    taken = given_in(CASE, NAMED, report).and_in(claim_stream(former), KeyClaimed(former, OTHER))
    taken.when(FILE).then_refused("initiative-used")


def test_a_certificate_brought_to_a_filed_case_is_claimed_and_given_back():
    case = given_in(CASE, NAMED, report, filed)
    case.when(ADD).then(certificate, KeyClaimed(BYTES, CASE))
    case.and_in(claim_stream(BYTES), KeyClaimed(BYTES, OTHER)).when(ADD).then_refused(
        "initiative-used"
    )
    given_in(CASE, NAMED, report).when(replace(ADD, hand=OFFICER)).then(certificate)
    returned = ReturnedForSupplement("ward-review", (REMARK,), "incomplete", 0)
    held = given_in(CASE, NAMED, report, certificate, filed, returned)
    back = EvidenceWithdrawn(certificate.sha256, "wrong")
    order = WithdrawEvidence(CASE, OFFICER, certificate.sha256, "wrong")
    for key in (KEY, BYTES):
        held = held.and_in(claim_stream(key), KeyClaimed(key, CASE))
    held.when(order).then(back, KeyReleased(BYTES, CASE))


def test_a_certificate_is_weighed_when_a_draft_is_filed_and_not_before():
    draft = given_in(CASE, NAMED, report).and_in(claim_stream(BYTES), KeyClaimed(BYTES, OTHER))
    draft.when(replace(ADD, hand=OFFICER)).then(certificate)


def test_a_certificate_that_a_case_counts_itself_may_come_once_more():
    case = given_in(CASE, NAMED, report, certificate, filed)
    case.and_in(claim_stream(BYTES), KeyClaimed(BYTES, CASE)).when(ADD).then_nothing()


def test_a_case_may_count_an_initiative_of_each_of_two_units_that_were_merged():
    """Both wards wrote a 12/SK before they became one; the case names both and holds both."""
    theirs = replace(ENTRY, unit="10532")
    told = replace(opened, basis=Basis(initiatives=(ENTRY, theirs)))
    case = given_in(CASE, told, report)
    for key in (KEY, entry_key("initiative", theirs)):
        case = case.and_in(claim_stream(key), KeyClaimed(key, CASE))
    found = judged(CASE, COUNTRY, Notebook(case.facts)).verdict.findings
    assert [()] == [one.broken for one in found if one.rule.key == "initiative-of-kin"]


@pytest.mark.parametrize(("unit", "year"), [("ZZZ", 2024), ("10531", 2026)])
def test_an_entry_is_of_a_unit_that_stood_in_its_year(unit, year):
    told = Basis(initiatives=(Entry(unit, year, "12/SK"),))
    order = opening(basis=told, hand=replace(OFFICER, forces=COUNTRY))
    (refusal,) = Given().when(order).then_refused("entry-unit-unknown").refusals
    assert {"unit": unit, "year": str(year)} == refusal.facts
    assert Given().when(replace(order, basis=NAMED.basis)).changes


@pytest.mark.parametrize(("mine", "theirs"), [("10531", "10532"), ("10532", "10531")])
def test_the_number_of_a_merged_unit_is_told_and_left_to_people(mine, theirs):
    told = replace(opened, basis=Basis(initiatives=(replace(ENTRY, unit=mine),)))
    key = entry_key("initiative", replace(ENTRY, unit=theirs))
    assert key in kin_keys(dossier_of(told), COUNTRY)
    facts = given_in(CASE, told, report).and_in(claim_stream(key), KeyClaimed(key, OTHER)).facts
    found = judged(CASE, COUNTRY, Notebook(facts)).verdict.findings
    (kin,) = (one for one in found if one.rule.key == "initiative-of-kin")
    assert (["initiative-of-kin"], False) == ([one.code for one in read(kin.broken)], kin.stops)


def test_units_nobody_knows_have_no_kin():
    assert ((), ()) == (Lineage().kin("10531", 2024), COUNTRY.lineage.kin("ZZZ", 2024))
