"""Behind proxies: what the trusted ones say counts; before that stands the caller's word."""

import pytest
import structlog
from structlog.testing import capture_logs

from tests.web.browsing import ORIGIN, SESSION
from web import console
from web.front import behind

START, HOST = "/console/sign-in/start", "vinhdanh.example"
INSIDE = "http://10.0.0.9:8000"
TOLD = {"X-Forwarded-Host": HOST, "X-Forwarded-Proto": "https"}
SPOOFED = "203.0.113.66"


@pytest.fixture
def put_behind(app, open_browser):
    """Return what puts the house behind some trusted proxies, and a browser in front of them."""

    def put(proxies):
        app.wsgi_app = behind(app.wsgi_app, proxies)
        return open_browser()

    return put


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    """Let it be the same moment all the time: a pace is counted by the minute of the clock."""
    monkeypatch.setattr("time.time", lambda: 1_795_000_000.0)


def knock(browser, told, address="10.0.0.9"):
    """Set out to the issuer from an address, past proxies that tell something."""
    headers = {"X-Forwarded-For": told} if told else {}
    environ = {"REMOTE_ADDR": address}
    reply = browser.client.get(START, base_url=ORIGIN, headers=headers, environ_overrides=environ)
    return reply.status_code


@pytest.mark.parametrize(
    ("proxies", "first", "again", "other"),
    [
        (0, "", SPOOFED, None),
        (0, "192.0.2.1", "192.0.2.2", None),
        (1, "192.0.2.1", f"{SPOOFED}, 192.0.2.1", "192.0.2.2"),
        (1, f"{SPOOFED}, 192.0.2.1", "10.0.0.9, 192.0.2.1", f"{SPOOFED}, 192.0.2.2"),
        (1, "192.0.2.1:4001", "192.0.2.1:4002", "192.0.2.2:4001"),
        (1, "[2001:db8::1]:443", "2001:db8::2", "[2001:db8:0:1::1]:443"),
        (1, "unknown", "_hidden:443", "192.0.2.2"),
        (2, "192.0.2.1, 10.0.0.8", f"{SPOOFED}, 192.0.2.1, 10.0.0.7", "192.0.2.2, 10.0.0.8"),
        (2, f"{SPOOFED}, 192.0.2.1, 10.0.0.8", "x, 192.0.2.1, 10.0.0.8", "192.0.2.2, 10.0.0.8"),
    ],
)
def test_each_caller_has_a_pace_of_their_own(put_behind, room, proxies, first, again, other):
    browser, room.requests_per_minute = put_behind(proxies), 1

    assert [303, 429] == [knock(browser, told) for told in (first, again)]
    assert (303 if other else 429) == knock(browser, other)


def test_without_trust_the_address_of_the_line_counts(put_behind, room):
    browser, room.requests_per_minute = put_behind(0), 1

    assert [303, 303] == [knock(browser, SPOOFED, one) for one in ("10.0.0.1", "10.0.0.2")]


@pytest.mark.parametrize(("proxies", "peer"), [(0, "10.0.0.9"), (1, "192.0.2.1"), (2, SPOOFED)])
@pytest.mark.parametrize("port", ["", ":4001"])
def test_the_log_says_who_called(put_behind, monkeypatch, proxies, peer, port):
    browser = put_behind(proxies)
    monkeypatch.setattr(console, "log", structlog.get_logger())
    with capture_logs() as lines:
        knock(browser, f"{SPOOFED}{port}, 192.0.2.1{port}")

    assert [peer] == [one["peer"] for one in lines if one["event"] == "page.answered"]


@pytest.mark.parametrize(
    ("proxies", "told", "status", "there"),
    [
        (1, TOLD, 200, None),
        (0, TOLD, 421, None),
        (1, {**TOLD, "X-Forwarded-Host": "evil.example"}, 421, None),
        (1, {**TOLD, "X-Forwarded-Host": f"{HOST}, evil.example"}, 421, None),
        (1, {**TOLD, "X-Forwarded-Host": f"evil.example, {HOST}"}, 200, None),
        (1, {**TOLD, "X-Forwarded-Proto": "http"}, 303, f"{ORIGIN}/console/sign-in?next=a"),
        (1, {"X-Forwarded-Host": HOST}, 200, None),
    ],
)
def test_the_console_is_found_under_the_name_that_people_typed(
    put_behind, proxies, told, status, there
):
    asked = "/console/sign-in?next=a"
    reply = put_behind(proxies).client.get(asked, base_url=INSIDE, headers=told)

    assert (status, there) == (reply.status_code, reply.headers.get("Location"))


def test_a_form_that_came_over_plain_http_is_not_taken(put_behind):
    said = {**TOLD, "X-Forwarded-Proto": "http", "Origin": ORIGIN}
    reply = put_behind(1).client.post("/console/sign-out", base_url=INSIDE, headers=said)

    assert 421 == reply.status_code


def test_the_cookie_is_secure_and_leads_home_whatever_a_header_says(put_behind):
    browser = put_behind(1)
    reply = browser.sign_in()

    (said, *_) = [one for one in reply.headers.getlist("Set-Cookie") if one.startswith(SESSION)]
    assert "Secure" in said
    asked = browser.client.get(START, base_url=INSIDE, headers=TOLD).headers["Location"]
    assert "redirect_uri=https%3A%2F%2Fvinhdanh.example%2Fconsole%2Fsign-in%2Freturn" in asked
