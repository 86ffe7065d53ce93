"""A sign-in: its secret is made anew, it ends when it shall, and it is of no use to the API."""

from datetime import timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from infra.sign_in import login
from infra.sign_in.id_tokens import LOGGED_OUT
from tests.infra.forgeries import NOW, SECONDS, token
from tests.web.browsing import ORIGIN, SESSION, WAY
from tests.web.city import CLIENT
from web import console, signing

DESK, OFFICE, OUT = "/console/work", "/console/office", "/console/sign-out"
CLERK, SECRETARY = "clerk@24-10513", "council-secretary@24-10513"
OFFICES = [
    {"role": "clerk", "unit": "24-10513"},
    {"role": "council-secretary", "unit": "24-10513"},
    {"role": "leader", "unit": "24-10513", "until": "2026-03-01"},
]
SEVERAL = {"offices": OFFICES, "roles": ..., "units": ...}


def sign_out(browser):
    return browser.post(OUT, {"csrf": browser.token()})


def let_out(browser, city, **said):
    """Let the issuer say that somebody has signed out."""
    about = {"iss": city.address, "aud": CLIENT, "events": {LOGGED_OUT: {}}, "jti": "1"}
    made = token(**{"sub": "officer", "sid": "s1", "capacity": ..., **about, **said})
    form = {"logout_token": made}
    return browser.client.post("/console/backchannel-logout", data=form, base_url=ORIGIN)


def test_a_planted_secret_is_not_the_one_of_the_sign_in(browser):
    browser.client.set_cookie(SESSION, "planted", domain="vinhdanh.example")
    browser.sign_in()

    assert browser.cookie() != "planted"
    browser.client.set_cookie(SESSION, "planted", domain="vinhdanh.example")
    assert not browser.is_in()


def test_signing_in_again_ends_the_sign_in_before(browser):
    browser.sign_in()
    before = browser.cookie()
    browser.sign_in()
    browser.client.set_cookie(SESSION, before, domain="vinhdanh.example")

    assert not browser.is_in()


def test_signing_out_really_ends_it(browser, city):
    browser.sign_in()
    copied = browser.cookie()

    reply = sign_out(browser)

    assert reply.headers["Location"].startswith(f"{city.address}/end?client_id={CLIENT}&")
    assert browser.cookie() is None
    browser.client.set_cookie(SESSION, copied, domain="vinhdanh.example")
    assert not browser.is_in()


def test_where_the_issuer_has_no_way_out_somebody_is_signed_out_here(browser, city):
    city.account["end_session_endpoint"] = "http://evil.example/"
    browser.sign_in()

    assert "/console/signed-out" == sign_out(browser).headers["Location"]
    assert 200 == browser.get("/console/signed-out").status_code


def test_the_issuer_ends_a_session_without_any_cookie(open_browser, city):
    here, there = open_browser(), open_browser()
    here.sign_in()
    there.sign_in(sid="s2")

    assert 200 == let_out(open_browser(), city).status_code
    assert (False, True) == (here.is_in(), there.is_in())
    assert 200 == let_out(open_browser(), city, sid=...).status_code
    assert not there.is_in()


@pytest.mark.parametrize(
    "said", [{"events": {}}, {"aud": "other"}, {"nonce": "n"}, {"exp": SECONDS - 60}, {"jti": ...}]
)
def test_what_is_no_logout_token_ends_nothing(browser, city, said):
    browser.sign_in()

    assert 400 == let_out(browser, city, **said).status_code
    assert browser.is_in()


def test_a_flood_of_knocks_does_not_keep_the_issuer_out(browser, city, room):
    browser.sign_in()
    room.requests_per_minute = 1
    assert 429 == [browser.get("/console/sign-in/start") for _ in range(3)][-1].status_code

    assert 200 == let_out(browser, city).status_code
    assert not browser.is_in()


def test_nobody_stays_who_does_nothing_and_nobody_for_ever(browser, room):
    browser.sign_in()
    for minutes in range(0, 470, 25):
        room.clock.instant = NOW + timedelta(minutes=minutes)
        assert browser.is_in()

    room.clock.instant = NOW + timedelta(hours=8)
    assert not browser.is_in()


def test_a_restart_signs_nobody_out(browser, room, house):
    browser.sign_in()
    kept = room.sign_ins
    room.sign_ins = type(kept)(kept._engine, timedelta(minutes=30), timedelta(hours=8))

    assert browser.is_in()


def test_a_sign_in_of_another_issuer_does_not_count(browser, room):
    browser.sign_in()
    room.provider._issuer = "https://other.example"

    assert not browser.is_in()


def test_who_holds_several_offices_chooses_one_and_gets_a_new_secret(browser):
    browser.sign_in(**SEVERAL)
    before = browser.cookie()
    assert OFFICE == browser.get(DESK).headers["Location"]
    page = browser.get(OFFICE).text
    assert (True, False) == (SECRETARY in page, "leader@" in page)

    form = {"office": SECRETARY, "csrf": token_of(page)}
    assert DESK == browser.post(OFFICE, form).headers["Location"]
    assert browser.is_in()
    browser.client.set_cookie(SESSION, before, domain="vinhdanh.example")
    assert not browser.is_in()


def test_a_choice_that_another_tab_overtook_hands_out_no_dead_secret(browser, room, monkeypatch):
    browser.sign_in(**SEVERAL)
    before, kept = browser.cookie(), room.sign_ins
    form = {"office": SECRETARY, "csrf": token_of(browser.get(OFFICE).text)}

    def overtaken(secret, renewed, office):
        """Let the other tab choose after we were looked at and before we choose."""
        type(kept).choose(kept, secret, "renewed by the other tab", SECRETARY)
        return type(kept).choose(kept, secret, renewed, office)

    monkeypatch.setattr(kept, "choose", overtaken)
    reply = browser.post(OFFICE, form)

    assert (303, OFFICE) == (reply.status_code, reply.headers["Location"])
    assert ([], before) == (reply.headers.getlist("Set-Cookie"), browser.cookie())


@pytest.mark.parametrize("office", ["leader@24-10513", "leader@VN", "", "clerk"])
def test_an_office_that_is_not_held_today_is_not_taken(browser, office):
    browser.sign_in(**SEVERAL)
    form = {"office": office, "csrf": token_of(browser.get(OFFICE).text)}

    assert 403 == browser.post(OFFICE, form).status_code
    assert 303 == browser.get(DESK).status_code


def test_an_office_that_ends_is_spoken_in_no_longer(browser, room):
    browser.sign_in(
        offices=[OFFICES[0], {**OFFICES[1], "until": "2026-03-02"}], roles=..., units=...
    )
    form = {"office": SECRETARY, "csrf": token_of(browser.get(OFFICE).text)}
    browser.post(OFFICE, form)
    room.clock.instant = NOW + timedelta(hours=9, minutes=30)  # 00:30 of the next day there
    room.sign_ins._idle = room.sign_ins._whole = 100_000

    assert OFFICE == browser.get(DESK).headers["Location"]


def test_the_api_takes_no_cookie(browser):
    browser.sign_in()

    for path in ("/api/v1/inbox", "/api/v1/history", "/api/v1/nominations"):
        assert 401 == browser.get(path).status_code


def test_the_console_takes_no_bearer_token(browser, city):
    made = city.id_token("n")

    assert 303 == browser.get(DESK, Authorization=f"Bearer {made}").status_code


def test_nobody_outside_can_say_who_speaks(browser):
    for name in ("vinhdanh.speaker", "Vinhdanh-Speaker", "HTTP_VINHDANH_SPEAKER"):
        assert 401 == browser.get("/api/v1/inbox", **{name: "leader"}).status_code
    environ = {"vinhdanh.speaker": "leader"}
    assert 401 == browser.client.get("/api/v1/inbox", environ_overrides=environ).status_code


def test_no_secret_is_logged(browser, city, monkeypatch):
    for one in (
        console,
        login,
        signing,
    ):  # a logger that was used keeps the settings it was used under
        monkeypatch.setattr(one, "log", structlog.get_logger())
    asked = browser.set_out()
    made = city.id_token(asked["nonce"])
    secrets = [browser.cookie(WAY), asked["state"], asked["nonce"], made, "the-code-itself"]
    city.gives("the-code-itself", asked["code_challenge"], id_token=made)
    with capture_logs() as lines:
        browser.come_back(asked, code="the-code-itself")
        browser.is_in()

    told = repr(lines)
    assert "sign-in.begun" in told
    assert not [one for one in [*secrets, browser.cookie()] if one in told]


def token_of(page):
    return page.partition('name="csrf" value="')[2].partition('"')[0]
