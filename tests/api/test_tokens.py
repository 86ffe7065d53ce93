"""Who may ask: everything but public data needs a good token."""

from datetime import timedelta

import pytest
from joserfc.jwk import OKPKey

from infra.token_keys import ED25519
from infra.tokens import Issuer
from services.stores import Claims
from tests.api.badges import ISSUER, KEY, OFFICER
from tests.api.speech import Speaker, refused
from tests.builders import NOON

WHO = Claims("officer", frozenset({"nominating-officer"}), frozenset({"10531"}))
DAY = timedelta(days=1)
STRANGER = OKPKey.generate_key(ED25519, {"use": "sig", "alg": ED25519}, auto_kid=True)
BAD = {
    "expired": ISSUER.issue(WHO, DAY, NOON - 2 * DAY),
    "not-yet-valid": ISSUER.issue(WHO, DAY, NOON + DAY),
    "audience": Issuer(KEY, "tests", "others").issue(WHO, DAY, NOON),
    "issuer": Issuer(KEY, "others", "vinhdanh").issue(WHO, DAY, NOON),
    "unknown-key": Issuer(STRANGER, "tests", "vinhdanh").issue(WHO, DAY, NOON),
    "signature": OFFICER[:-4] + ("AAAA" if not OFFICER.endswith("AAAA") else "BBBB"),
    "malformed": "not-a-token",
    "too-long": "a" * 9_000,
}
PUBLIC = ["/api/v1/units", "/api/v1/awards", "/api/v1/movements", "/openapi.json", "/docs"]
SERVICE = ["/health/live", "/health/ready", "/metrics", "/problems/role-missing"]


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_token_is_refused_with_its_reason(say, reason):
    reply = say(BAD[reason]).get("/nominations")

    assert (401, ["token-refused"]) == refused(reply)
    assert {"reason": reason} == reply.get_json()["reasons"][0]["facts"]
    assert (
        f'Bearer error="invalid_token", error_description="{reason}"'
        == reply.headers["WWW-Authenticate"]
    )
    assert BAD[reason] not in reply.text


@pytest.mark.parametrize("said", [None, "", "Bearer", "Bearer ", "Basic b2ZmaWNlcjp4", "bearer"])
def test_no_token_is_asked_for(app, said):
    headers = {} if said is None else {"Authorization": said}

    reply = Speaker(app.test_client(), None, headers).get("/inbox")

    assert (401, ["token-missing"]) == refused(reply)
    assert "Bearer" == reply.headers["WWW-Authenticate"]


def test_the_scheme_is_read_in_any_case(app):
    reply = Speaker(app.test_client(), None, {"Authorization": f"bEARER {OFFICER}"}).get("/inbox")

    assert 200 == reply.status_code


@pytest.mark.parametrize("address", PUBLIC + SERVICE)
def test_public_data_needs_no_token(app, address):
    assert 200 == app.test_client().get(address, buffered=True).status_code


def test_everything_else_needs_one(app):
    """Ask every address the application knows, whatever a later hand adds to it."""
    client = app.test_client()
    guarded = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1") and not rule.rule.startswith(tuple(PUBLIC))
    ]
    for rule in guarded:
        address = rule.rule.replace("<uuid:", "<").replace("<sha256>", "a" * 64)
        for part in ("nomination", "submission", "decision", "honour"):
            address = address.replace(f"<{part}>", "6f1f6f0e-0000-4000-8000-000000000000")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert 401 == client.open(address, method=method).status_code, address
    assert len(guarded) > 30
