"""Forged tokens at every door: each lie is refused, with its reason, wherever it is told."""

import pytest
from flask import Flask

from infra.token_keys import PublicKeys
from infra.tokens import TokenChecker
from tests.api.houses import House
from tests.api.speech import Speaker, refused
from tests.api.test_tokens import guarded
from tests.infra.forgeries import AUDIENCE, FORGERIES, ISSUER, KEY, NOW, Forgery, token

Doors = list[tuple[str, str]]
KEYS = PublicKeys({"ours": type(KEY).import_key(KEY.as_dict(private=False))})


def is_sent(text: str) -> bool:
    """Say whether a header can carry a text: printable ASCII, blanks around it do not count."""
    return text != "" and text.isascii() and text.isprintable() and text == text.strip()


LIES = [one for one in FORGERIES if is_sent(one.make())]


@pytest.fixture(scope="module")
def doors(written: Flask) -> Doors:
    """Return everything behind the gate."""
    return list(guarded(written))


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
def test_refused_at_every_door(gate: Flask, house: House, doors: Doors, lie: Forgery):
    forged = {"Authorization": f"Bearer {lie.make()}"}
    client = gate.test_client()
    for method, address in doors:
        reply = client.open(address, method=method, headers=forged)
        assert (401, ["token-refused"]) == refused(reply), (method, address)
        assert lie.reason in reply.headers["WWW-Authenticate"]
    assert 0 == house.ledger.last_position()
