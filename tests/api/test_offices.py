"""Who holds several offices acts in the one they name, with its role and its unit alone."""

from datetime import date, timedelta

import pytest

from services.office import Office
from services.stores import Claims
from tests.api.badges import ISSUER
from tests.api.speech import NEW, Speaker, refused
from tests.builders import DISTRICT, NOON, WARD

NOMINATING = Office("nominating-officer", WARD)
APPRAISER = Office("appraiser", DISTRICT)
FORMER = Office("nominating-officer", DISTRICT, None, date(2025, 11, 30))
WHO = Claims("an", frozenset(), frozenset(), "TM", (NOMINATING, APPRAISER, FORMER))
TOKEN = ISSUER.issue(WHO, timedelta(days=2), NOON - timedelta(days=1))


@pytest.fixture
def speak(app):
    """Return what gives a voice to the holder of three offices, in the one that is named."""

    def named(office: Office | None) -> Speaker:
        said = {} if office is None else {"Office": str(office)}
        return Speaker(app.test_client(), TOKEN, said)

    return named


def test_an_act_of_the_office_is_done_and_says_in_which(speak):
    reply = speak(NOMINATING).post("/nominations", NEW, key="one")
    assert 201 == reply.status_code

    case = reply.get_json()["id"]
    told = speak(NOMINATING).get(f"/nominations/{case}/history").get_json()["items"]
    assert [["nominating-officer"]] == [one["roles"] for one in told]


def test_the_role_of_one_unit_does_not_count_in_another(speak):
    reply = speak(APPRAISER).post("/nominations", NEW, key="one")

    assert (403, ["role-missing", "unit-foreign"]) == refused(reply)


@pytest.mark.parametrize(
    ("office", "reason"),
    [
        (None, "office-unnamed"),
        (Office("leader", WARD), "office-not-held"),
        (FORMER, "office-not-held"),
    ],
)
def test_without_an_office_of_today_nothing_is_done(speak, house, office, reason):
    reply = speak(office).post("/nominations", NEW, key="one")

    assert (401, ["token-refused"]) == refused(reply)
    assert {"reason": reason} == reply.get_json()["reasons"][0]["facts"]
    assert 0 == house.ledger.last_position()
