"""One caller who asks without end is told to wait; nobody else is."""

import pytest

from api.pace import PACE
from tests.api.badges import CLERK, OFFICER
from tests.api.speech import NEW, refused

MOST = 5


@pytest.fixture
def patient(app, house):
    """Let the house take five requests a minute of one caller."""
    house.requests_per_minute = MOST
    app.extensions[PACE].storage.reset()
    return house


def test_who_asks_too_often_is_told_when_to_come_again(say, patient):
    asked = [say(OFFICER).get("/inbox").status_code for _ in range(MOST)]
    reply = say(OFFICER).get("/inbox")

    assert [200] * MOST == asked
    assert (429, ["too-many-requests"]) == refused(reply)
    assert 1 <= int(reply.headers["Retry-After"]) <= 60


def test_an_act_that_comes_too_often_is_not_done(say, patient):
    for _ in range(MOST):
        say(OFFICER).get("/inbox")

    assert 429 == say(OFFICER).post("/nominations", NEW, key="one").status_code
    assert 0 == patient.ledger.last_position()


def test_nobody_else_waits(say, patient):
    for _ in range(MOST + 1):
        say(OFFICER).get("/inbox")

    assert 200 == say(CLERK).get("/inbox").status_code
    assert 200 == say(None).get("/units").status_code


def test_a_house_without_a_limit_counts_nobody(say, patient):
    patient.requests_per_minute = 0

    assert {200} == {say(OFFICER).get("/inbox").status_code for _ in range(MOST * 3)}


def test_it_is_said_in_the_language_that_is_asked_for(say, patient):
    for _ in range(MOST + 1):
        reply = say(OFFICER).get("/inbox")
    assert "requests" in reply.get_json()["title"]
    vietnamese = say(OFFICER)
    vietnamese.headers["Accept-Language"] = "vi"
    assert "Quá nhiều" in vietnamese.get("/inbox").get_json()["title"]
