"""Who may ask: everything but public data needs a good token."""

import re
from datetime import timedelta

import pytest
from joserfc.jwk import OKPKey

from infra.sign_in.bearer import Issuer
from infra.sign_in.token_keys import ED25519
from services.stores import Claims
from tests.api.badges import ISSUER, KEY, OFFICER
from tests.api.speech import Speaker, refused
from tests.builders import CASE, NOON

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
PUBLIC = [
    "/api/v1/units",
    "/api/v1/awards",
    "/api/v1/movements",
    "/api/v1/calendar/2026",
    "/openapi.json",
    "/docs",
]
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


CAST = ("POST", f"/api/v1/councils/sessions/{CASE}/ballots")
"""The one act under no name: a ballot."""
COSIGNED = ("POST", "/.well-known/vinhdanh/cosignatures")
"""What is behind the gate outside the API."""


def doors(app):
    """Return method and address of every door of the API."""
    for rule in app.url_map.iter_rules():
        address = re.sub("<uuid:[a-z]+>", str(CASE), re.sub("<int[^>]*:year>", "2026", rule.rule))
        address = address.replace("<sha256>", "a" * 64)
        if address.startswith("/api/v1"):
            yield from ((one, address) for one in rule.methods - {"HEAD", "OPTIONS"})


def is_open(door):
    """Say whether a door needs no token."""
    return door == CAST or door[1].startswith(tuple(PUBLIC))


def guarded(app):
    """Return method and address of everything behind the gate."""
    yield COSIGNED
    yield from (one for one in doors(app) if not is_open(one))


def test_everything_else_needs_one(app):
    """Ask every address the application knows, whatever a later hand adds to it."""
    statuses = {
        (method, address): app.test_client().open(address, method=method).status_code
        for method, address in guarded(app)
    }

    assert {401} == set(statuses.values())
    assert len(statuses) > 30


def test_a_bad_token_is_refused_where_none_is_needed(app):
    """A client whose token ran out hears it at any address, and not at some."""
    client, bad = app.test_client(), {"Authorization": f"Bearer {BAD['expired']}"}
    found = [one for one in doors(app) if is_open(one)]
    told = [refused(client.open(at, method=method, headers=bad)) for method, at in found]
    assert [(401, ["token-refused"])] * len(found) == told
    assert CAST in found
    assert len(found) >= 7


@pytest.mark.parametrize("address", PUBLIC[:4])
@pytest.mark.parametrize("said", [f"Bearer {OFFICER}", "", "Bearer", "Basic b2ZmaWNlcjp4"])
def test_a_good_token_and_what_is_none_are_no_matter_there(app, address, said):
    assert 200 == app.test_client().get(address, headers={"Authorization": said}).status_code
