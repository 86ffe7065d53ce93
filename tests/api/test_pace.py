"""One caller or address that asks without end is told to wait; nobody else is."""

import pytest
import structlog
from structlog.testing import capture_logs

from api import pace
from api.pace import PACE
from tests.api.badges import CLERK, OFFICER
from tests.api.speech import NEW, refused
from web.front import behind

MOST = 5


@pytest.fixture
def patient(app, house):
    """Let the house take five requests a minute of one caller."""
    house.requests_per_minute = MOST
    app.extensions[PACE].counting.storage.reset()
    return house


@pytest.fixture
def crowded(app, house, monkeypatch):
    """Let the house take five requests a minute of one address, all within the same moment."""
    monkeypatch.setattr("time.time", lambda: 1_795_000_000.0)
    house.requests_per_minute_of_address = MOST
    app.extensions[PACE].counting.storage.reset()
    return app.test_client()


def ask(client, path="/health/ready", address="192.0.2.1", **headers):
    """Ask from an address."""
    return client.get(path, headers=headers, environ_overrides={"REMOTE_ADDR": address})


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


FORGED = {"Authorization": "Bearer not.a.token"}
OPEN = [
    "/.well-known/vinhdanh/checkpoint",
    "/api/v1/units",
    "/api/v1/nothing",
    "/openapi.json",
    "/metrics",
]


def test_a_forged_token_is_counted_before_it_is_looked_at(crowded, house, monkeypatch):
    said = [ask(crowded, "/api/v1/inbox", **FORGED).status_code for _ in range(MOST)]
    monkeypatch.setattr(house, "tokens", None)  # whoever asked it now would break
    reply = ask(crowded, "/api/v1/inbox", **FORGED)

    assert [401] * MOST == said
    assert (429, ["too-many-requests"]) == refused(reply)
    assert 1 <= int(reply.headers["Retry-After"]) <= 60


@pytest.mark.parametrize("path", OPEN)
def test_what_is_open_to_all_keeps_the_pace_too(crowded, path):
    assert 429 not in {ask(crowded, path).status_code for _ in range(MOST)}
    assert 429 == ask(crowded, path).status_code
    assert 429 != ask(crowded, path, "192.0.2.2").status_code


def test_who_watches_the_process_is_answered_in_a_flood(crowded):
    assert {200} == {ask(crowded, "/health/live").status_code for _ in range(MOST * 2)}


def test_callers_of_one_address_share_it_whoever_they_are(crowded):
    said = [f"Bearer {one}" for one in (OFFICER, CLERK) for _ in range(3)]
    told = [ask(crowded, "/api/v1/inbox", Authorization=one).status_code for one in said]

    assert [200] * MOST + [429] == told


@pytest.mark.parametrize(
    ("proxies", "told", "alike"),
    [
        (0, "203.0.113.1", True),
        (1, "203.0.113.1", False),
        (1, "203.0.113.1, 192.0.2.9", True),
        (1, "192.0.2.9:5678", True),
        (1, "203.0.113.1:5678", False),
        (1, "unknown", True),
    ],
)
def test_the_address_is_that_which_trusted_proxies_tell(
    app, crowded, monkeypatch, proxies, told, alike
):
    monkeypatch.setattr(app, "wsgi_app", behind(app.wsgi_app, proxies))
    for _ in range(MOST):
        ask(crowded, address="192.0.2.9", **{"X-Forwarded-For": "192.0.2.9"})
    reply = ask(crowded, address="192.0.2.9", **{"X-Forwarded-For": told})

    assert (429 if alike else 200) == reply.status_code


def test_neither_ports_nor_places_of_a_network_part_callers(app, crowded, monkeypatch):
    monkeypatch.setattr(app, "wsgi_app", behind(app.wsgi_app, 1))
    told = ["[2001:db8::1]:443", "2001:db8::2", "[2001:db8::3]:9", "[2001:db8::1]", "2001:db8::9"]
    said = [ask(crowded, **{"X-Forwarded-For": one}).status_code for one in (*told, told[0])]

    assert [200] * MOST + [429] == said
    assert 200 == ask(crowded, **{"X-Forwarded-For": "[2001:db8:0:1::1]:443"}).status_code


def test_one_line_a_minute_and_a_counter_tell_of_it(crowded, monkeypatch):
    with capture_logs() as lines:
        monkeypatch.setattr(pace, "log", structlog.get_logger())
        for _ in range(MOST * 2):
            ask(crowded)
    (line,) = [one for one in lines if one["event"] == "pace.exceeded"]

    assert ("address", "192.0.2.1", MOST) == (line["of"], line["who"], line["most"])
    told = ask(crowded, "/metrics", "192.0.2.2").text
    assert 'vinhdanh_paced_total{of="address"}' in told


def test_who_casts_a_ballot_is_named_in_no_line(crowded):
    with capture_logs() as lines:
        for _ in range(MOST * 2):
            crowded.post(
                "/api/v1/councils/sessions/00000000-0000-0000-0000-000000000000/ballots",
                json={},
                environ_overrides={"REMOTE_ADDR": "192.0.2.1"},
            )

    assert [] == [one for one in lines if "192.0.2.1" in str(one)]
