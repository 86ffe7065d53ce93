"""Signing in: to the issuer and back, and what an attacker brings back is refused."""

from typing import Any

import pytest

from tests.infra.forgeries import (
    AUDIENCE,
    BARE,
    NOW,
    OTHER,
    RAW,
    SECONDS,
    b64,
    parts,
    token,
    with_hmac,
)
from tests.web.browsing import ACCESS, ORIGIN, SESSION, WAY
from tests.web.city import CLIENT, SECRET

DESK = "/console/work"


def why(reply):
    """Return the code under which a page says that nobody was signed in."""
    assert 403 == reply.status_code
    return reply.text.partition("<code>")[2].partition("</code>")[0]


def test_whoever_the_issuer_names_is_signed_in(browser, city):
    reply = browser.sign_in()

    assert (303, DESK) == (reply.status_code, reply.headers["Location"])
    assert "officer" in browser.get(DESK).text
    assert [f"{CLIENT}:{SECRET}"] == city.proofs


def test_what_the_issuer_is_asked_for(browser, city):
    asked = browser.set_out()

    assert ("code", CLIENT, "S256") == (
        *(asked["response_type"], asked["client_id"]),
        asked["code_challenge_method"],
    )
    assert f"{ORIGIN}/console/sign-in/return" == asked["redirect_uri"]
    assert "openid offices" == asked["scope"]
    assert 4 == len({asked[one] for one in ("state", "nonce", "code_challenge")} | {""})


def test_the_cookies_are_for_this_host_and_for_no_script(browser):
    browser.set_out()
    reply = browser.sign_in()

    said = [one for one in reply.headers.getlist("Set-Cookie") if one.startswith(f"{SESSION}=")]
    assert all(word in said[0] for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in said[0]
    assert browser.cookie(WAY) is None


@pytest.mark.parametrize("state", ["", "another", "é"])
def test_another_state_signs_nobody_in_and_spoils_nothing(browser, city, state):
    asked = browser.set_out()
    made = city.id_token(asked["nonce"])
    city.gives("code", asked["code_challenge"], id_token=made, access_token=ACCESS)

    assert "state" == why(browser.come_back(asked, state=state))
    assert not browser.is_in()
    assert 303 == browser.come_back(asked).status_code


def test_an_answer_to_the_attackers_departure_signs_nobody_in(open_browser, city):
    attacker, victim = open_browser(), open_browser()
    asked = attacker.set_out()
    victim.set_out()
    city.gives("code", asked["code_challenge"], id_token=city.id_token(asked["nonce"]))

    assert "state" == why(victim.come_back(asked))
    assert not victim.is_in()


def test_a_stolen_code_is_of_no_use_in_another_departure(open_browser, city):
    victim, thief = open_browser(), open_browser()
    asked = victim.set_out()
    city.gives("code", asked["code_challenge"], id_token=city.id_token(asked["nonce"]))

    assert "refused" == why(thief.come_back(thief.set_out()))
    assert not thief.is_in()


def test_the_same_answer_again_signs_nobody_in(browser, city):
    asked = browser.set_out()
    way = browser.cookie(WAY)
    city.gives("code", asked["code_challenge"], id_token=city.id_token(asked["nonce"]))
    browser.come_back(asked)
    browser.client.set_cookie(WAY, way, domain="vinhdanh.example")
    city.gives("code", asked["code_challenge"], id_token=city.id_token(asked["nonce"]))

    assert "late" == why(browser.come_back(asked))


def test_where_its_keys_do_not_answer_the_same_answer_may_come_again(browser, city):
    city.shows_keys = False
    asked = browser.set_out()
    made = city.id_token(asked["nonce"])
    city.gives("code", asked["code_challenge"], id_token=made, access_token=ACCESS)

    reply = browser.come_back(asked)
    assert (503, True) == (reply.status_code, "issuer-away" in reply.text)
    assert not browser.is_in()
    city.shows_keys = True
    assert DESK == browser.come_back(asked).headers["Location"]
    assert browser.is_in()


def test_an_answer_that_was_refused_does_not_come_again(browser, city):
    asked = browser.set_out()
    assert "refused" == why(browser.come_back(asked))
    city.gives("code", asked["code_challenge"], id_token=city.id_token(asked["nonce"]))

    assert "late" == why(browser.come_back(asked))


def test_who_takes_too_long_begins_again(browser, room, city):
    asked = browser.set_out()
    room.clock.instant = NOW.replace(hour=NOW.hour + 1)

    assert "late" == why(browser.come_back(asked))


LIES: dict[str, dict[str, Any]] = {
    "nonce": {"nonce": "another"},
    "audience": {"aud": "other"},
    "issuer": {"iss": "https://evil.example"},
    "expired": {"exp": SECONDS - 31},
    "not-yet-valid": {"iat": SECONDS + 31},
    "at-hash": {"at_hash": "another"},
    "claim-missing": {"sub": ...},
    "claim-type": {"roles": "leader"},
}
FORGED = [
    ("algorithm", parts(b64(BARE), None, "")),
    ("algorithm", with_hmac(RAW)),
    ("signature", token(key=OTHER)),
    ("malformed", ""),
    ("malformed", 7),
]


@pytest.mark.parametrize("reason", LIES)
def test_an_id_token_that_says_something_else_signs_nobody_in(browser, city, reason):
    def answer(nonce):
        made = city.id_token(**{"nonce": nonce, **LIES[reason]})
        return {"id_token": made, "access_token": ACCESS}

    reply = browser.answered(answer)

    assert reason == why(reply)
    assert (None, False) == (browser.cookie(), browser.is_in())


@pytest.mark.parametrize(("reason", "made"), FORGED)
def test_a_forged_id_token_signs_nobody_in(browser, reason, made):
    assert reason == why(browser.answered(lambda _: {"id_token": made, "access_token": ACCESS}))
    assert (None, False) == (browser.cookie(), browser.is_in())


def test_a_bearer_token_of_the_api_signs_nobody_in(browser, city):
    bearer = city.id_token(..., aud=AUDIENCE)

    assert "audience" == why(browser.answered(lambda _: {"id_token": bearer}))


def test_an_answer_of_another_issuer_is_refused(browser, city):
    asked = browser.set_out()

    assert "issuer" == why(browser.come_back(asked, iss="https://evil.example"))


def test_an_issuer_that_always_names_itself_is_missed_where_it_does_not(browser, city):
    city.account["authorization_response_iss_parameter_supported"] = True
    asked = browser.set_out()

    assert "issuer" == why(browser.come_back(asked))


def test_what_an_issuer_says_of_a_refusal_is_not_shown(browser):
    told = {"error": "access_denied", "error_description": "<script>alert(1)</script>"}

    reply = browser.come_back(browser.set_out(), **told)

    assert "denied" == why(reply)
    assert "script" not in reply.text


@pytest.mark.parametrize("place", ["token_endpoint", "authorization_endpoint"])
@pytest.mark.parametrize("address", ["http://evil.example/", None, 7])
def test_an_issuer_whose_addresses_could_be_changed_on_the_way_is_not_asked(
    browser, city, place, address
):
    city.account[place] = address

    reply = browser.get("/console/sign-in/start")

    assert (503, True) == (reply.status_code, "issuer-away" in reply.text)


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/console/",
        "/\\evil.example",
        "/console/\\evil.example",
        "/console//evil.example",
        "/console/../api/v1/inbox",
        "/consolexyz",
        "/console/ //evil.example",
        "/console/\t//evil.example",
        "/console/é",
        "javascript:alert(1)",
        "",
        "/console/" + "a" * 600,
    ],
)
def test_nobody_is_sent_on_to_elsewhere(browser, onward):
    assert DESK == browser.sign_in(onward).headers["Location"]


def test_somebody_goes_on_to_the_page_they_wanted(browser):
    wanted = "/console/work?cursor=abc"

    assert wanted == browser.sign_in(wanted).headers["Location"]


def test_a_public_client_shows_no_secret(browser, city, room):
    room.provider._ours = type(room.provider._ours)(city.address, CLIENT, None, "openid")

    assert 303 == browser.sign_in().status_code
    assert [""] == city.proofs
