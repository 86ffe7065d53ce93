"""A person says over HTTP which cases a decision that came as a package grants."""

from uuid import uuid4

import pytest

from domain.decision.events import DecisionIssued
from domain.parking.events import Reason
from services.receiving import receive
from tests.api.badges import AUDITOR, OFFICER, OPERATOR
from tests.api.speech import done, of, refused
from tests.builders import CASE, filed, minutes, opened, report
from tests.services.intake_house import CITY, OUTCOME, SENDERS, delivery, facts
from tests.services.test_city_outcomes import DECIDING, LETTER

SOURCE = "urn:edxml:000.00.00.X01"
LACKS = (Reason("legal-basis-unsaid", "packages name no law"),)
SAID = {"granted": [str(CASE)], "legal_basis": "Luật 06/2022/QH15", "reason": "Read in it"}


@pytest.fixture
def waiting(house):
    """The address of a decision that names no law and no case, which waits to be decided."""
    house.senders = {SOURCE: SENDERS[CITY]}
    house.given(CASE, opened, report, minutes, filed, DECIDING)
    return put_aside(house, OUTCOME, SOURCE)


def put_aside(house, kind, source):
    """Put a message aside; return its address."""
    paper = {name: text for name, text in LETTER.items() if name != "legal_basis"}
    outcome = receive(delivery(kind, {"paper": paper}, source=source), house, LACKS)
    return f"/parked-messages/{outcome.message}"


def test_it_is_completed_then_carried_out(house, waiting, say):
    told = say(OPERATOR)
    replies = [
        told.post(f"{waiting}/completions", SAID, version=1, key="k"),
        told.post(f"{waiting}/completions", SAID, version=1, key="k"),
        told.post(f"{waiting}/replays", version=2),
    ]

    assert [(200, '"2"'), (200, '"2"'), (200, '"3"')] == [done(one) for one in replies]
    assert "granted" == say(AUDITOR).get(of(CASE)).get_json()["state"]
    assert ["Luật 06/2022/QH15"] == [one.legal_basis for one in facts(house, DecisionIssued)]


def test_it_says_whatever_the_paper_does_not(house, waiting, say):
    more = {"signer_position": "Phó Chủ tịch", "findings": "Meets the standard"}
    say(OPERATOR).post(f"{waiting}/completions", {**SAID, **more}, version=1)
    say(OPERATOR).post(f"{waiting}/replays", version=2)

    assert ["Phó Chủ tịch"] == [one.signer_position for one in facts(house, DecisionIssued)]


def test_operators_alone_complete_and_nothing_is_completed_twice(waiting, say):
    address = f"{waiting}/completions"
    assert (403, ["role-missing"]) == refused(say(OFFICER).post(address, SAID, version=1))
    say(OPERATOR).post(address, SAID, version=1)
    say(OPERATOR).post(f"{waiting}/replays", version=2)

    assert (409, ["message-settled"]) == refused(say(OPERATOR).post(address, SAID, version=3))
    nobody = f"/parked-messages/{uuid4()}/completions"
    assert (404, ["parked-message-unknown"]) == refused(say(OPERATOR).post(nobody, SAID, version=1))


@pytest.mark.parametrize(("kind", "source"), [(OUTCOME, CITY), ("vn.x.v1", SOURCE)])
def test_only_decisions_of_packages_are_completed(house, waiting, say, kind, source):
    address = f"{put_aside(house, kind, source)}/completions"

    assert (409, ["not-a-package-decision"]) == refused(
        say(OPERATOR).post(address, SAID, version=1)
    )
