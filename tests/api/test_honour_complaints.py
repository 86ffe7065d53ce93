"""A complaint about a granted honour over HTTP: register, history, letter, annulment."""

import pytest

from domain.decision.events import DecisionIssued, Grant
from domain.register.decide import honour_of
from domain.register.events import HonourRegistered
from services.letters import COMPLAINT, letter_ref
from tests.api.badges import AUDITOR, CLERK, LEADER, OFFICER, SECRETARY, token
from tests.api.speech import done, items, of, refused
from tests.api.test_letters import BOTH, NAMED
from tests.builders import APRIL, CASE, DECISION, DISTRICT, NOMINEE, WAITING

HELD = honour_of(CASE)
HONOUR = f"/honours/{HELD}"
entry = HonourRegistered(CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, False, 700_000)
GRANTS = (Grant(CASE, HELD, "gk-tp"),)
paper = DecisionIssued("7/QĐ", APRIL, DISTRICT, "leader", "Chairman", "Law", 1, GRANTS)
LETTER = {"reference": "7/TC", "name": "Lê Thị Cúc", "content": "The report was another's"}
COMPLAINING = {**LETTER, "kind": "denunciation"}
FOUNDED = {
    "reference": "7/TC",
    "outcome": "founded",
    "ground": "fraud",
    "reason": "It was copied",
}
ANNULMENT = {
    "number": "91/QĐ-UBND",
    "unit": DISTRICT,
    "nominations": [str(CASE)],
    "ground": "fraud",
    "detail": "the report was another's",
    "complaint": "7/TC",
}


@pytest.fixture
def granted(house):
    """A case was granted: the house."""
    house.given(CASE, *WAITING)
    house.given(DECISION, paper)
    house.given(HELD, entry)
    return house


OTHER_CLERK = token("second-clerk", "clerk", "288")


def complain(say, version=1):
    """Enter the complaint."""
    return say(CLERK).post(f"{HONOUR}/complaints", COMPLAINING, version=version)


def test_a_complaint_about_an_honour_stands_in_register_and_history(granted, say):
    assert (200, '"2"') == done(complain(say))
    shown = say(AUDITOR).get(HONOUR).get_json()
    (one,) = shown["complaints"]

    assert ("held", "denunciation", "7/TC", None) == (
        shown["state"],
        one["kind"],
        one["reference"],
        one["outcome"],
    )
    told = items(say(AUDITOR).get("/history", stream=str(HELD)))
    assert ["honour-registered", "honour-complaint-received"] == [one["kind"] for one in told]


def test_its_letter_is_for_the_granting_unit_and_may_be_erased(granted, say):
    complain(say)
    (letter,) = items(say(CLERK).get(f"{HONOUR}/complaints"))
    assert ("Lê Thị Cúc", LETTER["content"]) == (letter["name"], letter["words"])
    assert "Cúc" not in repr(granted.ledger.read(HELD))
    for other in (SECRETARY, LEADER):
        assert (404, ["honour-unknown"]) == refused(say(other).get(f"{HONOUR}/complaints"))
    assert [letter] == items(say(AUDITOR).get(f"{HONOUR}/complaints"))
    elsewhere = token("auditor", "auditor", "10507")
    assert (404, ["honour-unknown"]) == refused(say(elsewhere).get(f"{HONOUR}/complaints"))

    granted.people.erase(letter_ref(HELD, COMPLAINT, "7/TC"))
    (letter,) = items(say(CLERK).get(f"{HONOUR}/complaints"))
    assert (None, None) == (letter["name"], letter["words"])


def test_a_founded_complaint_leads_to_an_annulment_that_names_it(granted, say):
    complain(say)
    decision = f"/decisions/{DECISION}/annulments"
    early = say(LEADER).post(decision, ANNULMENT, version=1)
    assert (409, ["complaint-not-founded"]) == refused(early)
    settled = say(OTHER_CLERK).post(f"{HONOUR}/complaint-settlements", FOUNDED, version=2)
    assert (200, '"3"') == done(settled)

    assert 200 == say(LEADER).post(decision, ANNULMENT, version=1).status_code
    shown = say(AUDITOR).get(HONOUR).get_json()
    assert ("annulled", "7/TC") == (shown["state"], shown["annulment"]["complaint"])
    assert "founded" == shown["complaints"][0]["outcome"]


@pytest.mark.parametrize("stranger", [SECRETARY, OFFICER, BOTH])
def test_who_may_not_read_its_letter_learns_nothing_of_a_complaint(granted, say, stranger):
    complain(say)
    say(OTHER_CLERK).post(f"{HONOUR}/complaint-settlements", FOUNDED, version=2)
    say(LEADER).post(f"/decisions/{DECISION}/annulments", ANNULMENT, version=1)
    asked = (HONOUR, "/honours", "/history", of(CASE, "history"))
    said = {path: say(stranger).get(path).text for path in (*asked, of(CASE))}

    assert [] == [path for path, text in said.items() if "7/TC" in text or NAMED in text]
    kinds = [one["kind"] for one in items(say(stranger).get("/history", stream=str(HELD)))]
    assert ["honour-registered", "letter", "letter", "honour-annulled"] == kinds
    assert all("7/TC" in say(AUDITOR).get(path).text for path in asked)
