"""The issuer for development: strict as a real one, on this machine alone, beside no other."""

from datetime import timedelta

import pytest

from infra.console import offers_development
from infra.settings import OWN_ISSUER, read
from infra.sign_in.bearer import TokenChecker
from infra.sign_in.token_keys import PublicKeys
from services.own_issuer import WrongGrant
from services.stores import BadToken
from tests.infra.forgeries import NOW
from tests.web.developing import (
    ASKED,
    AUTHORIZE,
    BACK,
    CHALLENGE,
    ENTER,
    GRANT,
    HERE,
    KEY,
    OUT,
    PICKED,
    SECRET,
    VERIFIER,
)


@pytest.fixture
def browser(developer):
    return developer


def test_a_code_counts_once(issuer):
    code = issuer.code(GRANT, "leader.10532")
    asked = (code, VERIFIER, GRANT.client, BACK)

    assert "id_token" in issuer.redeem(*asked)
    with pytest.raises(WrongGrant, match="invalid_grant"):
        issuer.redeem(*asked)


@pytest.mark.parametrize(
    "said",
    [
        {"verifier": "w" * 43},
        {"verifier": ""},
        {"verifier": CHALLENGE},
        {"client": "other"},
        {"back_to": BACK + "/"},
        {"back_to": OUT},
    ],
)
def test_a_code_is_of_no_use_to_another(issuer, said):
    code = issuer.code(GRANT, "leader.10532")
    told = {"verifier": VERIFIER, "client": GRANT.client, "back_to": BACK, **said}

    with pytest.raises(WrongGrant, match="invalid_grant"):
        issuer.redeem(code, **told)
    with pytest.raises(WrongGrant):  # and is spent
        issuer.redeem(code, VERIFIER, GRANT.client, BACK)


def test_its_id_token_is_no_bearer_token(issuer):
    told = issuer.redeem(issuer.code(GRANT, "leader.10532"), VERIFIER, GRANT.client, BACK)
    keys = PublicKeys({str(KEY.kid): KEY})

    for name in (OWN_ISSUER, issuer.address):
        with pytest.raises(BadToken, match=r"issuer|audience"):
            TokenChecker(lambda: keys, name, "vinhdanh").check(told["id_token"], NOW)


def test_a_code_counts_for_a_minute(issuer, clock):
    code = issuer.code(GRANT, "leader.10532")
    clock.instant = NOW + timedelta(seconds=61)

    with pytest.raises(WrongGrant):
        issuer.redeem(code, VERIFIER, GRANT.client, BACK)


def test_nobody_outside_the_demo_is_named(issuer):
    with pytest.raises(WrongGrant, match="access_denied"):
        issuer.code(GRANT, "president")


@pytest.mark.parametrize(
    "said",
    [
        {"redirect_uri": BACK + "/"},
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": BACK.replace("127.0.0.1", "localhost")},
        {"client_id": "other"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
        {"code_challenge": VERIFIER[:-1]},
        {"state": ""},
        {"nonce": ""},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_wrong_question_is_answered_here_and_sends_nobody_on(browser, said, method):
    asked = {**ASKED, **said, "subject": "leader.10532"}
    headers = {"Origin": HERE}
    told = {"query_string": asked} if method == "GET" else {"data": asked, "headers": headers}

    reply = browser.client.open(AUTHORIZE, method=method, base_url=HERE, **told)

    assert (400, None) == (reply.status_code, reply.headers.get("Location"))


def test_it_says_plainly_what_it_is_for(browser):
    page = browser.client.get(AUTHORIZE, query_string=ASKED, base_url=HERE).text

    assert "For development only" in page
    assert "leader.10532" in page


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_no_other_page_picks_a_hand(browser, origin):
    browser.get(f"{ENTER}?secret={SECRET}")

    assert 403 == browser.post(AUTHORIZE, PICKED, Origin=origin).status_code


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-Ip"])
def test_for_what_a_proxy_marked_it_is_not_there(browser, name):
    assert 404 == browser.get("/dev-issuer/jwks", **{name: "10.0.0.1"}).status_code


def test_beside_another_issuer_it_is_not_there(browser, room):
    room.own_issuer = None

    for path in ("/.well-known/openid-configuration", "/jwks", "/authorize", "/end-session"):
        assert 404 == browser.get(f"/dev-issuer{path}").status_code
    assert 404 == browser.post("/dev-issuer/token", {}).status_code


def test_who_signs_out_is_sent_to_the_console_alone(browser):
    def end(address):
        asked = {"post_logout_redirect_uri": address}
        return browser.client.get("/dev-issuer/end-session", query_string=asked, base_url=HERE)

    assert OUT == end(OUT).headers["Location"]
    assert [400, 400] == [end(one).status_code for one in ("https://evil.example/", OUT + "/")]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"DEVELOPMENT_ISSUER": "off"},
        {"HOST": "0.0.0.0"},
        {"CONSOLE_URL": "https://vinhdanh.example"},
        {"THREADS": "1"},
        {"TRUSTED_PROXIES": "1"},
        {"ISSUER": "https://id.example.vn", "JWKS": "discover"},
        {"ISSUER": "https://id.example.vn"},
    ],
)
def test_it_is_offered_where_that_was_asked_for_on_this_machine_alone(monkeypatch, tmp_path, said):
    wanted = {"HOME": str(tmp_path), "DEVELOPMENT_ISSUER": "on"}
    for name, one in wanted.items():
        monkeypatch.setenv(f"VINHDANH_{name}", one)
    assert offers_development(read())

    for name, one in (said or {"DEVELOPMENT_ISSUER": "off"}).items():
        monkeypatch.setenv(f"VINHDANH_{name}", one)
    assert not offers_development(read())
