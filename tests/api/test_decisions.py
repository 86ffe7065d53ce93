"""Decisions and the register over HTTP: granted, annulled, recovered, restored, corrected."""

from uuid import UUID, uuid4

import pytest

from domain.decision.events import DecisionCorrected, DecisionIssued, GrantsAnnulled
from domain.nomination.events import NominationGranted, StepPassed
from domain.register.decide import honour_of
from domain.register.events import HonourRecovered, HonourRegistered, HonourRestored
from domain.register.handing_back_events import HonourHandedBack
from tests.api.badges import AUDITOR, CLERK, LEADER
from tests.api.speech import done, items, refused
from tests.api.test_steps import at_vote
from tests.builders import CASE, DISTRICT, NOMINEE

LIST = "/decisions"
HONOUR = f"/honours/{honour_of(CASE)}"
PAPER = {
    "number": "77/QĐ-UBND",
    "unit": DISTRICT,
    "signer_position": "Chủ tịch",
    "legal_basis": "Law 06/2022/QH15",
    "nominations": [str(CASE)],
    "effective_on": "2025-05-20",
}
ANNULMENT = {
    "number": "91/QĐ-UBND",
    "unit": DISTRICT,
    "nominations": [str(CASE)],
    "ground": "false-papers",
    "detail": "the report was another's",
}


@pytest.fixture
def granted(house, say):
    """The case is granted; the address of the decision."""
    house.given(CASE, *at_vote, StepPassed("district-vote", "district-decision", None))
    reply = say(LEADER).post(LIST, PAPER, key="paper")
    assert (201, '"1"') == done(reply)
    return f"{LIST}/{reply.get_json()['id']}"


@pytest.fixture
def annulled(granted, say):
    """The grant is annulled; the address of the decision."""
    assert (200, '"2"') == done(say(LEADER).post(f"{granted}/annulments", ANNULMENT, version=1))
    return granted


def test_a_decision_grants_and_the_register_keeps_it(house, granted):
    (fact,) = house.ledger.read(UUID(granted.rpartition("/")[2]))

    assert isinstance(fact, DecisionIssued)
    assert ("district-leader", 2_340_000) == (fact.signer, fact.base_salary)
    assert isinstance(house.ledger.read(CASE)[-1], NominationGranted)
    (entry,) = house.ledger.read(honour_of(CASE))
    assert isinstance(entry, HonourRegistered)
    assert 710_000 == entry.bonus


def test_a_decision_is_shown_and_listed(granted, say):
    shown = say(AUDITOR).get(granted)

    assert (200, '"1"') == done(shown)
    assert [str(CASE)] == [one["nomination"] for one in shown.get_json()["items"]]
    assert ["77/QĐ-UBND"] == [one["number"] for one in items(say(AUDITOR).get(LIST, unit=DISTRICT))]
    assert [] == items(say(AUDITOR).get(LIST, unit="VN"))


def test_the_register_says_who_holds_what(granted, say):
    query = {"nominee": NOMINEE.ref, "award": "gk-tp", "state": "held"}

    (entry,) = items(say(AUDITOR).get("/honours", **query))
    shown = say(AUDITOR).get(HONOUR)

    assert (710_000, "77/QĐ-UBND", "0.3") == (
        entry["bonus"],
        entry["decision_number"],
        entry["coefficient"],
    )
    assert (200, '"1"') == done(shown)
    assert entry == shown.get_json()


def test_a_grant_is_annulled_by_a_later_paper(house, annulled, say):
    assert isinstance(house.ledger.read(UUID(annulled.rpartition("/")[2]))[-1], GrantsAnnulled)
    assert "annulled" == say(AUDITOR).get(HONOUR).get_json()["state"]
    assert '"2"' == say(AUDITOR).get(HONOUR).headers["ETag"]


def test_money_comes_back(house, annulled, say):
    body = {"object_returned": True, "amount": 710_000, "ground": "false-papers"}

    assert (200, '"3"') == done(say(CLERK).post(f"{HONOUR}/recoveries", body, version=2))
    assert (
        HonourRecovered(True, 710_000, "", "false-papers") == house.ledger.read(honour_of(CASE))[-1]
    )


def test_what_came_back_is_given_back_after_a_restoration(house, annulled, say):
    came = {"object_returned": True, "amount": 710_000, "ground": "false-papers"}
    say(CLERK).post(f"{HONOUR}/recoveries", came, version=2)
    why = {"reason": "found in order", "ground": "conclusion-lifted"}
    paper = {"number": "95/QĐ-UBND", "unit": DISTRICT, **why}
    say(LEADER).post(f"{HONOUR}/restorations", paper, version=3)
    body = {"object_handed": True, "amount": 710_001}
    assert (422, ["amount-not-owed-back"]) == refused(
        say(CLERK).post(f"{HONOUR}/handbacks", body, version=4)
    )
    body["amount"] = 710_000
    assert (200, '"5"') == done(say(CLERK).post(f"{HONOUR}/handbacks", body, version=4))
    assert HonourHandedBack(True, 710_000, "") == house.ledger.read(honour_of(CASE))[-1]
    entry = say(AUDITOR).get(HONOUR).get_json()
    assert (0, 0) == (entry["recovered"], entry["restoration"]["owed_back"])


def test_an_honour_counts_again(house, annulled, say):
    why = {"reason": "found in order", "ground": "conclusion-lifted"}
    body = {"number": "95/QĐ-UBND", "unit": DISTRICT, **why}

    assert (200, '"3"') == done(say(LEADER).post(f"{HONOUR}/restorations", body, version=2))
    assert isinstance(house.ledger.read(honour_of(CASE))[-1], HonourRestored)
    assert "held" == say(AUDITOR).get(HONOUR).get_json()["state"]


def test_a_clerical_error_is_put_right(house, granted, say):
    body = {"field": "signer_position", "was": "Chủ tịch", "now": "Phó Chủ tịch", "reason": "typo"}
    clerk = say(CLERK)

    assert (200, '"2"') == done(clerk.post(f"{granted}/corrections", body, version=1))
    fact = house.ledger.read(UUID(granted.rpartition("/")[2]))[-1]
    assert DecisionCorrected("signer_position", "Chủ tịch", "Phó Chủ tịch", "typo") == fact
    assert "Phó Chủ tịch" == clerk.get(granted).get_json()["signer_position"]


def test_what_was_not_paid_is_not_owed(annulled, say):
    body = {"object_returned": False, "amount": 710_001, "ground": "false-papers"}

    reply = say(CLERK).post(f"{HONOUR}/recoveries", body, version=2)

    assert (422, ["amount-not-owed"]) == refused(reply)


def test_nothing_is_restored_that_is_held(granted, say):
    why = {"reason": "found in order", "ground": "conclusion-lifted"}
    body = {"number": "95/QĐ-UBND", "unit": DISTRICT, **why}

    reply = say(LEADER).post(f"{HONOUR}/restorations", body, version=1)

    assert (409, ["not-annulled"]) == refused(reply)


@pytest.mark.parametrize("kind", ["decision", "honour"])
def test_what_is_unknown_is_not_found(say, kind):
    assert (404, [f"{kind}-unknown"]) == refused(say(AUDITOR).get(f"/{kind}s/{uuid4()}"))


def test_a_submission_is_no_decision(granted, say):
    address = granted.replace("decisions", "submissions")

    assert (404, ["submission-unknown"]) == refused(say(AUDITOR).get(address))
