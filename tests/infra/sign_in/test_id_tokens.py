"""What an issuer says to the console: one honest token passes, every lie is refused."""

from datetime import timedelta

import pytest

from infra.sign_in.id_tokens import LOGGED_OUT, TokenReader, half_hash
from infra.sign_in.token_keys import PublicKeys
from services.signing_in import LoggedOut
from services.stores import BadToken
from tests.infra.forgeries import AUDIENCE, FORGERIES, HEADER, ISSUER, KEY, NOW, Forgery, token

KEYS = PublicKeys({"ours": type(KEY).import_key(KEY.as_dict(private=False))})
READER = TokenReader(ISSUER, AUDIENCE, lambda: KEYS, lambda: KEYS)
NONCE, ACCESS = "a nonce", "an access token"
HASH = half_hash(ACCESS, "Ed25519")
OUT = {"nonce": ..., "events": {LOGGED_OUT: {}}, "jti": "1", "sid": "s"}
MINUTE = timedelta(minutes=1)


def refused(made: str, access: object = ACCESS, now=NOW) -> str:
    with pytest.raises(BadToken) as found:
        READER.arrival(made, NONCE, access, now)
    return found.value.reason


def not_out(made: str) -> str:
    with pytest.raises(BadToken) as found:
        READER.logged_out(made, NOW)
    return found.value.reason


def test_an_honest_token_names_somebody():
    arrival = READER.arrival(token(nonce=NONCE, sid="s", at_hash=HASH), NONCE, ACCESS, NOW)

    assert ("officer-a", ISSUER, "s") == (arrival.claims.subject, arrival.issuer, arrival.sid)
    assert frozenset({"clerk"}) == arrival.claims.roles


@pytest.mark.parametrize("lie", FORGERIES, ids=lambda one: one.lie)
def test_every_lie_about_a_bearer_token_is_refused_here_too(lie: Forgery):
    reasons = {lie.reason, {"too-long": "malformed"}.get(lie.reason, lie.reason)}

    assert refused(lie.make()) in reasons


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "nonce"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": 7}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"nonce": NONCE, "aud": [AUDIENCE, "other"]}, "audience"),
        ({"nonce": NONCE, "aud": [AUDIENCE, "other"], "azp": "other"}, "audience"),
        ({"nonce": NONCE, "azp": "other"}, "audience"),
        ({"nonce": NONCE, "at_hash": "another"}, "at-hash"),
        ({"nonce": NONCE, "at_hash": 7}, "at-hash"),
        ({"nonce": NONCE, "sid": 7}, "claim-type"),
        ({"nonce": NONCE, "sid": ""}, "claim-type"),
    ],
)
def test_a_token_that_is_not_the_answer_to_this_departure_is_refused(said, reason):
    assert reason == refused(token(**said))


def test_a_hash_of_an_access_token_that_did_not_come_is_refused():
    assert "at-hash" == refused(token(nonce=NONCE, at_hash=HASH), access=None)


def test_an_access_token_is_no_id_token():
    assert "header" == refused(token({**HEADER, "typ": "at+jwt"}, nonce=NONCE))


def test_clocks_may_differ_by_half_a_minute():
    READER.arrival(token(nonce=NONCE), NONCE, ACCESS, NOW - MINUTE / 2)

    assert "not-yet-valid" == refused(token(nonce=NONCE), now=NOW - MINUTE)


def test_one_that_is_for_several_says_that_it_is_ours():
    made = token(nonce=NONCE, aud=[AUDIENCE, "other"], azp=AUDIENCE)

    assert "officer-a" == READER.arrival(made, NONCE, ACCESS, NOW).claims.subject


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ({}, LoggedOut("officer-a", "s")),
        ({"sub": ...}, LoggedOut(None, "s")),
        ({"sid": ...}, LoggedOut("officer-a", None)),
    ],
)
def test_a_logout_token_says_whose_session_is_over(said, who):
    assert who == READER.logged_out(token({**HEADER, "typ": "logout+jwt"}, **OUT | said), NOW)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"events": ...}, "no-logout"),
        ({"events": {}}, "no-logout"),
        ({"events": [LOGGED_OUT]}, "no-logout"),
        ({"nonce": NONCE}, "no-logout"),
        ({"jti": ...}, "claim-missing"),
        ({"sub": ..., "sid": ...}, "claim-missing"),
        ({"aud": "other"}, "audience"),
        ({"iss": "https://evil.example"}, "issuer"),
        ({"exp": 1}, "expired"),
    ],
)
def test_what_is_no_logout_token_ends_nothing(said, reason):
    assert reason == not_out(token(**OUT | said))
