"""A service with secrets of every sort, asked for everything: nothing it says tells one."""

import io
import json
import logging
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from flask import Flask

from api.wsgi import create_app
from infra import logs
from infra.settings import read
from infra.wiring import front_door
from services.stores import Claims
from tests.web.test_headers import answers

WHO = Claims("officer", frozenset({"operator"}), frozenset({"VN"}))
PLANTED = {
    "password of the bus": "planted-9f3a-password+of/the=bus",
    "password of the database": "planted-51cc-database",
    "refused token": "planted-77aa.of-nobody.0123456789",
    "cookie": "planted-3e3e-cookie",
    "code": "planted-8d8d-code",
}
BUS = {
    "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1",
    "KAFKA_SECURITY": "SASL_PLAINTEXT",
    "KAFKA_USERNAME": "vinhdanh",
    "KAFKA_PASSWORD": PLANTED["password of the bus"],
    "BUS_WORKERS": "elsewhere",
    "DEVELOPMENT_ISSUER": "on",
    "REQUESTS_PER_MINUTE": "0",
}
STRANGER = {
    "query_string": {"code": PLANTED["code"], "state": PLANTED["code"]},
    "headers": {
        "Authorization": f"Bearer {PLANTED['refused token']}",
        "Cookie": f"__Host-vinhdanh={PLANTED['cookie']}",
    },
}
LONG = 16
"""Letters of a part of a key file that make it a secret and not a word."""


class Away:
    """Views whose database cannot be reached; its driver tells the whole address, as drivers do."""

    def __getattr__(self, name: str) -> object:
        """Break at whatever is asked."""
        address = f"postgresql://clerk:{PLANTED['password of the database']}@db.example/v"
        raise RuntimeError(f"{name}: no connection to {address}")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Set a home of its own, and secrets beside it."""
    folder = tmp_path_factory.mktemp("secrets") / "var"
    with pytest.MonkeyPatch.context() as patched:
        for name, said in {"HOME": str(folder), **BUS}.items():
            patched.setenv(f"VINHDANH_{name}", said)
        yield folder


@contextmanager
def written() -> Iterator[io.BytesIO]:
    """Keep every line of the log, from the lowest level on, and put everything back afterwards."""
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    file = io.BytesIO()
    logs.configure("DEBUG", file)
    yield file
    structlog.contextvars.clear_contextvars()
    structlog.reset_defaults()
    root.level, root.handlers[:] = before


@pytest.fixture(scope="module")
def app(home: Path) -> Iterator[Flask]:
    """Build the application as a server does."""
    made = create_app(read())
    yield made
    made.extensions["vinhdanh"].close()


def kept(home: Path) -> Iterator[tuple[str, str]]:
    """Yield the secret parts of the files of keys."""
    for file in sorted((home / "keys").iterdir()):
        text = file.read_text()
        if text.startswith("{"):
            yield from ((f"{file.name}: d", one) for one in private(json.loads(text)))
        elif "PRIVATE" in text:
            coded = text.strip().split("+", 4)[4]  # PRIVATE+KEY+name+id+base64, which has a + too
            yield f"{file.name}: key", coded[-LONG * 2 :]


def private(told: Mapping[str, object]) -> Iterator[str]:
    """Yield the private parts of a key or a set of keys."""
    keys = told.get("keys", [told])
    assert isinstance(keys, list)
    yield from (str(one["d"]) for one in keys if "d" in one)


def forms(secret: str) -> set[bytes]:
    """Return how a secret may be written."""
    raw = secret.encode()
    return {
        raw,
        quote(secret, safe="").encode(),
        b64encode(raw).rstrip(b"=")[:-2],
        raw.hex().encode(),
    }


def asked(app: Flask, sent: Mapping[str, object]) -> Iterator[bytes]:
    """Yield all that is answered under every address, of pages and API."""
    front: Any = app.wsgi_app
    for one in (app, front._console.__self__):
        for _, _, reply in answers(one, app.test_client(), frozenset({"GET", "POST"}), **sent):
            yield str(reply.headers).encode() + reply.data


@pytest.fixture(scope="module")
def told(app: Flask, home: Path) -> tuple[bytes, Mapping[str, str]]:
    """Return everything that was answered and logged, and the secrets by what they are."""
    system = app.extensions["vinhdanh"]
    token = front_door().token(WHO, timedelta(hours=1))
    known = {"headers": {"Authorization": f"Bearer {token}"}}
    with pytest.MonkeyPatch.context() as patched, written() as lines:
        said = [*asked(app, STRANGER), *asked(app, known)]
        patched.setitem(app.extensions, "vinhdanh", Broken(system))
        said += [*asked(app, known)]
    start = system.settings.sign_in.start_secret
    secrets = {**PLANTED, **dict(kept(home)), "bearer token": token, "secret of this start": start}
    return b"\n".join([*said, lines.getvalue()]), secrets


class Broken:
    """A house whose views are away."""

    def __init__(self, house: object) -> None:
        self._house = house
        self.views = Away()

    def __getattr__(self, name: str) -> object:
        """Return what the house has."""
        return getattr(self._house, name)


def test_there_are_secrets_of_each_sort(told):
    _, secrets = told

    assert {*PLANTED, "bearer token", "secret of this start"} < {*secrets}
    assert 2 <= len([one for one in secrets if one.endswith((": d", ": key"))])
    assert all(len(one) >= LONG for one in secrets.values())


def test_no_answer_and_no_line_tells_a_secret(told):
    text, secrets = told

    assert b"request.broken" in text
    assert b"vinhdanh_request_seconds" in text
    assert [] == [name for name, one in secrets.items() if any(it in text for it in forms(one))]


def test_a_secret_that_is_logged_is_seen(told):
    _, secrets = told
    with written() as lines:
        structlog.get_logger().info("planted.line", said=secrets["secret of this start"])

    assert any(one in lines.getvalue() for one in forms(secrets["secret of this start"]))


def test_settings_that_are_shown_hide_them(home, told):
    _, secrets = told

    assert [] == [name for name, one in secrets.items() if one in repr(read())]
