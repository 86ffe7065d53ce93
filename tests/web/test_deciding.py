"""A leader decides from the page of a case: one paper, which may grant others that wait as well."""

import pytest

from domain.decision.events import DecisionIssued
from tests.builders import CASE, OTHER
from tests.web.deciding import (
    BOX,
    CASE_PAGE,
    CITY,
    DECIDE,
    PAPER,
    before_whom_they_wait,
    granted,
)
from tests.web.filing import begun


@pytest.fixture
def leader(house, browser):
    return before_whom_they_wait(house, browser)


def test_a_decision_grants_the_case_of_its_page_and_says_so(leader, house):
    assert f'href="{DECIDE}"' in leader.get(CASE_PAGE).text
    said = begun(leader, DECIDE) | PAPER
    reply = leader.post(DECIDE, said)

    assert 303 == reply.status_code
    assert (True, False) == (granted(house, CASE), granted(house, OTHER))
    assert "Đã ghi nhận" in leader.get(reply.headers["Location"]).text
    assert 303 == leader.post(DECIDE, said).status_code  # a second click is the same paper
    (decision,) = {house.ledger.read(CASE)[-1].decision}
    (fact,) = house.ledger.read(decision)
    assert isinstance(fact, DecisionIssued)
    assert ("77/QĐ-UBND", CITY, "Chủ tịch") == (fact.number, fact.unit, fact.signer_position)


def test_others_that_wait_beside_it_are_granted_by_the_same_paper(leader, house):
    (box,) = BOX.findall(leader.get(DECIDE).text)
    reply = leader.post(DECIDE, begun(leader, DECIDE) | PAPER | {"together": box})

    assert 303 == reply.status_code
    assert granted(house, CASE)
    assert granted(house, OTHER)


def test_what_is_wrong_with_a_decision_is_told_beside_its_field_and_grants_nothing(leader, house):
    reply = leader.post(DECIDE, begun(leader, DECIDE) | PAPER | {"number": "", "legal_basis": ""})

    assert 422 == reply.status_code
    assert 'id="number-wrong"' in reply.text
    assert 'id="legal_basis-wrong"' in reply.text
    assert not granted(house, CASE)
