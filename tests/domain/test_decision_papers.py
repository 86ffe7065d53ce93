"""Papers about a decision: numbers that are taken, lists of nothing, days before and ahead."""

from dataclasses import replace
from datetime import date

from domain.decision.commands import CorrectDecision
from domain.nomination.keys import keys_of
from domain.nomination.state import opened as dossier_of
from domain.register.claims import claim_stream, number_key
from domain.register.events import KeyClaimed
from tests.builders import CASE, CLERK, DECISION, DISTRICT, opened
from tests.domain.test_decision import HONOUR, annul, issue, issued, restore, revoked, waiting


def test_the_papers_of_an_annulment_and_a_restoration_have_numbers_of_their_own():
    for given, order, number in ((issued, annul(), "9"), (revoked, restore(), "11")):
        key = number_key("decision", DISTRICT, 2025, f"{number}/QĐ-UBND")
        given.and_in(claim_stream(key), KeyClaimed(key, CASE)).when(order).then_refused(
            "number-taken"
        )
        (claim,) = [one for one in given.when(order).changes if one.stream == claim_stream(key)]
        assert claim.event.holder in {DECISION, HONOUR}


def test_an_annulment_of_nothing_is_none():
    issued.when(annul(cases=())).then_refused("list-empty")


def test_a_case_that_holds_its_own_keys_is_granted():
    given = waiting
    for key in keys_of(dossier_of(opened)):
        given = given.and_in(claim_stream(key), KeyClaimed(key, CASE))
    assert given.when(issue()).changes


def test_a_correction_is_neither_dated_ahead_nor_older_than_the_decision():
    for day, code in (
        (date(2025, 12, 2), "dated-ahead"),
        (date(2025, 4, 1), "dated-before-decision"),
    ):
        clerk = replace(CLERK, effective_on=day)
        order = CorrectDecision(DECISION, clerk, "legal_basis", "Law 06/2022", "Law", "short")
        issued.when(order).then_refused(code)
