"""What a receiver says of a paper is attached to the paper it names, once, or put aside."""

from datetime import date

import pytest

from domain.decision.events import DecisionIssued
from domain.exchange.events import StatusTold
from domain.register.claims import claimed, number_key
from domain.submission.events import SubmissionDispatched
from services.receiving import How, receive
from tests.builders import APRIL, CASE, DECISION, DISTRICT, PAPER, WARD
from tests.services.intake_house import DONE, STATUS, codes, delivery, facts, told

NUMBER = "5/TTr-UBND"
sent = SubmissionDispatched(NUMBER, APRIL, WARD, DISTRICT, (CASE,))
issued = DecisionIssued(NUMBER, APRIL, WARD, "leader", "Chair", "Law", None, ())
NAMED = {"unit": WARD, "number": "05/TTr-UBND", "dated": "2025-04-15"}


def said(**changes):
    told_on = {"told_on": "2025-04-20", "told_at": "09:30:00"}
    return {
        "paper": NAMED,
        "unit": DISTRICT,
        "status": "02",
        "words": "no seal",
        **told_on,
    } | changes


@pytest.fixture
def out(house):
    """The house, with a submission that went out."""
    gone_out(house, PAPER, sent, "submission")
    return house


def gone_out(house, paper, event, sort):
    """Let a paper have gone out under its number."""
    house.given(paper, event)
    stream, claim = claimed(number_key(sort, WARD, 2025, event.number), paper)
    house.given(stream, claim)


def test_a_status_is_attached_to_the_paper_it_names(out):
    assert DONE == told(receive(delivery(STATUS, said()), out))
    (fact,) = facts(out, StatusTold)
    assert (fact,) == tuple(out.ledger.read(PAPER))[1:]
    assert ("02", "rejected", True, "no seal", date(2025, 4, 20), "09:30:00") == (
        fact.status,
        fact.means,
        fact.to_do,
        fact.words,
        fact.told_on,
        fact.told_at,
    )


def test_a_status_without_a_day_is_of_the_day_it_came(out):
    body = {"paper": NAMED, "unit": DISTRICT, "status": "01"}
    assert DONE == told(receive(delivery(STATUS, body), out))
    (fact,) = facts(out, StatusTold)
    assert ("arrived", False, "", date(2025, 12, 1), "") == (
        fact.means,
        fact.to_do,
        fact.words,
        fact.told_on,
        fact.told_at,
    )


def test_the_same_said_again_has_one_effect(out):
    one = delivery(STATUS, said())
    outcomes = [receive(one, out), receive(one, out), receive(delivery(STATUS, said()), out)]
    assert [How.DONE, How.REPEATED, How.REPEATED] == [outcome.how for outcome in outcomes]
    assert 1 == len(facts(out, StatusTold))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"paper": {**NAMED, "number": "6/TTr-UBND"}}, "document-unknown"),
        ({"paper": {**NAMED, "dated": "2025-04-16"}}, "document-unknown"),
        ({"paper": {**NAMED, "unit": DISTRICT}}, "document-unknown"),
        ({"unit": "30"}, "document-unknown"),
        ({"status": "09"}, "status-unknown"),
        ({"told_on": "2025-04-14"}, "status-before-paper"),
        ({"told_on": "2025-12-02"}, "dated-ahead"),
        ({"told_at": "24:00:00"}, "message-invalid"),
    ],
)
def test_what_cannot_be_attached_is_put_aside_with_its_reason(out, changes, expected):
    assert (How.PARKED, [expected]) == told(receive(delivery(STATUS, said(**changes)), out))


def test_two_papers_of_one_number_and_day_are_not_guessed_between(out):
    gone_out(out, DECISION, issued, "decision")
    assert ["reference-ambiguous"] == codes(receive(delivery(STATUS, said()), out))


def test_the_number_of_a_later_paper_is_not_that_of_the_decision(house):
    house.given(DECISION, issued)
    stream, claim = claimed(f"decision/{WARD}/2025/6/TTR-UBND", DECISION)
    house.given(stream, claim)
    body = said(paper={**NAMED, "number": "6/TTr-UBND"})
    assert ["document-unknown"] == codes(receive(delivery(STATUS, body), house))
