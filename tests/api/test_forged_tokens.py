"""Forged tokens at every door: each lie is refused, with its reason, wherever it is told."""

from collections.abc import Mapping

import pytest
from flask import Flask
from werkzeug.test import TestResponse, create_environ, run_wsgi_app
from werkzeug.wrappers import Request

from infra.sign_in.bearer import TokenChecker
from infra.sign_in.token_keys import PublicKeys
from tests.api.houses import House
from tests.api.speech import Speaker, refused
from tests.api.test_tokens import doors as every_door
from tests.api.test_tokens import guarded
from tests.infra.forgeries import AUDIENCE, FORGERIES, ISSUER, KEY, NOW, Forgery, token

Environ = Mapping[str, object]
KEYS = PublicKeys({"ours": type(KEY).import_key(KEY.as_dict(private=False))})


def is_sent(text: str) -> bool:
    """Say whether a header can carry a text: printable ASCII, blanks around it do not count."""
    return text != "" and text.isascii() and text.isprintable() and text == text.strip()


LIES = [one for one in FORGERIES if is_sent(one.make())]


@pytest.fixture(scope="module")
def doors(written: Flask) -> list[Environ]:
    """Return a request to each door, open to all or not: made once, and not for each lie."""
    told = {*guarded(written), *every_door(written)}
    return [create_environ(address, method=method) for method, address in sorted(told)]


def answer(gate: Flask, door: Environ, forged: str) -> TestResponse:
    """Tell a lie at a door; a client of Flask would make each of 15,000 requests anew."""
    asked = {**door, "HTTP_AUTHORIZATION": forged}
    return TestResponse(*run_wsgi_app(gate, asked), request=Request(asked))


@pytest.fixture
def gate(app: Flask, house: House) -> Flask:
    """Let the house believe the key about which the lies are told."""
    house.tokens = TokenChecker(lambda: KEYS, ISSUER, AUDIENCE)
    house.clock.instant = NOW
    return app


def test_there_are_a_hundred_lies_and_more_doors(doors):
    assert (len(LIES) >= 100, len(doors) >= 140) == (True, True), (len(LIES), len(doors))


def test_the_honest_token_passes(gate):
    assert 200 == Speaker(gate.test_client(), token()).get("/inbox").status_code


@pytest.mark.parametrize("lie", LIES, ids=lambda one: one.lie)
def test_refused_at_every_door(gate: Flask, house: House, doors: list[Environ], lie: Forgery):
    forged = f"Bearer {lie.make()}"
    for door in doors:
        reply = answer(gate, door, forged)
        assert (401, ["token-refused"]) == refused(reply), door
        assert lie.reason in reply.headers["WWW-Authenticate"]
    assert 0 == house.ledger.last_position()
