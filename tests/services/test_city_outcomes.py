"""What a level outside made of cases is carried out whole, wherever each of them waits."""

from datetime import date
from uuid import uuid5

import pytest

from domain.decision.events import DecisionIssued
from domain.nomination import events as n
from domain.submission.events import ItemAccepted, ItemRefused, ItemReturned
from services.receiving import How, receive
from tests.builders import (
    CASE,
    DISTRICT,
    OTHER,
    PAPER,
    SPACE,
    at_submit,
    filed,
    minutes,
    opened,
    report,
    sent,
)
from tests.services.intake_house import DONE, OUTCOME, about, codes, delivery, facts, told

away = (*at_submit, n.NominationForwarded("ward-submit", "district-appraisal", PAPER))
DECIDING = n.StepPassed("ward-review", "district-decision", None)
LETTER = {
    "number": "77/QĐ-BNV",
    "dated": "2025-06-02",
    "unit": DISTRICT,
    "signer_position": "Chủ tịch",
    "legal_basis": "Luật 06/2022/QH15",
}


def outcome_of(**changes):
    return {"paper": LETTER, **changes}


def under_way(house):
    """Let two cases be on their way under one paper."""
    for case in (CASE, OTHER):
        house.given(case, *away)
    house.given(PAPER, sent)


def test_a_level_outside_takes_a_case_in_and_appraises_it(house):
    under_way(house)
    appraised = [{"nomination": str(CASE), "findings": "Meets the standard"}]
    body = outcome_of(accepted=[str(CASE)], appraised=appraised)

    assert DONE == told(receive(delivery(OUTCOME, body), house))
    assert (sent, ItemAccepted(CASE)) == tuple(house.ledger.read(PAPER))
    received, appraisal, passed = house.ledger.read(CASE)[-3:]
    assert isinstance(received, n.NominationReceived)
    assert "77/QĐ-BNV: Meets the standard" == appraisal.findings
    assert "district-vote" == passed.next_step


def test_a_level_outside_returns_one_case_and_refuses_another_on_their_way(house):
    under_way(house)
    missing = [{"kind": "remark", "key": "wording"}]
    back = {"nomination": str(OTHER), "reason": "unclear", "missing": missing}
    no = {"nomination": str(CASE), "reason": "below-standard", "detail": "too little"}

    assert DONE == told(
        receive(delivery(OUTCOME, outcome_of(returned=[back], refused=[no])), house)
    )
    assert [ItemReturned, ItemRefused] == [type(one) for one in house.ledger.read(PAPER)[1:]]
    returned, refused = (house.ledger.read(case)[-1] for case in (OTHER, CASE))
    assert ("77/QĐ-BNV: unclear", (n.Missing("remark", "wording"),)) == (
        returned.reason,
        returned.missing,
    )
    assert "below-standard" == refused.reason


def test_a_level_outside_grants_one_case_and_refuses_another_by_one_paper(house):
    for case in (CASE, OTHER):
        house.given(case, opened, report, minutes, filed, DECIDING)
    no = {"nomination": str(OTHER), "reason": "below-standard", "detail": "too little"}

    assert DONE == told(
        receive(delivery(OUTCOME, outcome_of(granted=[str(CASE)], refused=[no])), house)
    )
    granted, refused = (house.ledger.read(case)[-1] for case in (CASE, OTHER))
    assert isinstance(granted, n.NominationGranted)
    assert ("below-standard", "77/QĐ-BNV: too little") == (refused.reason, refused.detail)
    (paper,) = facts(house, DecisionIssued)
    assert ("77/QĐ-BNV", date(2025, 6, 2)) == (paper.number, paper.dated)
    assert (DISTRICT, "Chủ tịch", 2_340_000) == (
        paper.unit,
        paper.signer_position,
        paper.base_salary,
    )


def test_an_outcome_that_comes_again_is_known_although_its_cases_wait_no_more(house):
    house.given(CASE, opened, report, minutes, filed, DECIDING)
    one = delivery(OUTCOME, outcome_of(granted=[str(CASE)]))
    first, again = receive(one, house), receive(one, house)

    assert (How.DONE, How.REPEATED) == (first.how, again.how)
    assert first.receipt.stream == again.receipt.stream


def test_a_level_outside_returns_a_case_that_waits_there(house):
    house.given(CASE, opened, report, minutes, filed, DECIDING)
    back: dict[str, object] = {"nomination": str(CASE), "reason": "unclear", "missing": []}
    no_list = receive(delivery(OUTCOME, outcome_of(returned=[back])), house)
    back |= {"missing": [{"kind": "remark", "key": "wording", "detail": "which year?"}]}

    assert ["nothing-missing"] == codes(no_list)
    assert DONE == told(receive(delivery(OUTCOME, outcome_of(returned=[back])), house))


def test_all_of_an_outcome_counts_or_nothing(house):
    house.given(CASE, opened, report, minutes, filed, DECIDING)
    house.given(OTHER, opened, report, filed)
    before = house.ledger.last_position()
    body = outcome_of(granted=[str(CASE), str(OTHER)])
    outcome = receive(delivery(OUTCOME, body), house)

    assert ["act-not-of-step", "not-the-authority", "unit-foreign"] == codes(outcome)
    assert {str(OTHER)} == set(about(outcome, "nomination"))
    assert before + 1 == house.ledger.last_position()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["list-empty"]),
        ({"granted": [str(uuid5(SPACE, "nobody"))]}, ["nomination-unknown"]),
        ({"granted": [str(OTHER)]}, ["not-at-a-step"]),
        ({"accepted": [str(CASE)]}, ["not-pending"]),
        ({"granted": [str(CASE)], "paper": {**LETTER, "unit": "31"}}, ["nomination-unknown"]),
    ],
)
def test_an_outcome_of_what_waits_for_none_is_put_aside(house, changes, expected):
    house.given(CASE, opened, report, minutes, filed, DECIDING)
    house.given(OTHER, opened)
    found = codes(receive(delivery(OUTCOME, outcome_of(**changes)), house))

    assert expected == found
