"""The real server as it is started: it answers, stops without losing anyone, dies whole."""

import json
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.settings import OWN_ISSUER
from infra.sign_in.bearer import Issuer
from infra.sign_in.development_key import development_key
from services.stores import Claims
from tests.api.serving import PATIENCE, answers, ask, eventually, running, says
from tests.api.speech import NEW
from tests.builders import WARD

THREADS, MUCH = 8, 65_536
ACT = json.dumps(NEW).encode()
HEAD = """POST /api/v1/nominations HTTP/1.1
Host: localhost
Authorization: Bearer {token}
Idempotency-Key: act-{number}
Content-Type: application/json
Content-Length: {length}
Expect: 100-continue

"""


def development_token(home: Path) -> str:
    """Return a token of the development key for a nominating officer."""
    issuer = Issuer(development_key(home / "keys"), OWN_ISSUER, "vinhdanh")
    who = Claims("officer", frozenset({"nominating-officer"}), frozenset({WARD}))
    return issuer.issue(who, timedelta(hours=1), datetime.now(UTC))


@contextmanager
def half_an_act(port: int, token: str, number: int) -> Iterator[socket.socket]:
    """Send the head of an act and lend the line as soon as the server asks for the rest."""
    head = HEAD.format(token=token, number=number, length=len(ACT))
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        line.sendall(head.replace("\n", "\r\n").encode())
        assert line.recv(MUCH).startswith(b"HTTP/1.1 100 ")
        yield line


def stopping(home: Path) -> bool:
    """Say whether the server has heard that it shall stop."""
    return b"Shutting down" in (home / "log").read_bytes()


def warnings(home: Path, **settings: str) -> list[str]:
    """Return what a server warns of while it starts."""
    with running(home, **settings):
        lines = [json.loads(line) for line in (home / "log").read_text().splitlines()]
    return [line["event"] for line in lines if line["level"] == "warning"]


def test_it_warns_of_more_threads_than_are_meant_and_of_nothing_else(tmp_path):
    for folder in (meant := tmp_path / "meant", many := tmp_path / "many"):
        folder.mkdir()

    assert [] == warnings(meant)
    assert ["up to 256 Python threads"] == [
        told[30:54] for told in warnings(many, VINHDANH_THREADS="256")
    ]


def test_who_was_being_answered_is_answered(tmp_path):
    """An act is half sent, and the server reads it, when the server is told to stop."""
    with running(tmp_path) as (process, port), ExitStack() as lines:
        token = development_token(tmp_path)
        sent = [lines.enter_context(half_an_act(port, token, n)) for n in range(THREADS)]
        process.send_signal(signal.SIGTERM)
        eventually(True, stopping, tmp_path)
        for line in sent:
            line.sendall(ACT)

        assert [b"HTTP/1.1 201"] * THREADS == [line.recv(MUCH)[:12] for line in sent]
        assert 0 == process.wait(PATIENCE)


def test_the_worker_does_not_outlive_the_server(tmp_path):
    with running(tmp_path) as (process, port):
        process.kill()
        process.wait()

        eventually(False, answers, port)


def test_it_stops_when_told_to_and_knows_everything_after_a_restart(tmp_path):
    with running(tmp_path) as (process, port):
        before = ask(port, "/health/ready")
        assert ("granian", "nosniff") == (
            says(port, "Server"),
            says(port, "X-Content-Type-Options"),
        )
        process.send_signal(signal.SIGINT)
        assert 0 == process.wait(PATIENCE)
        assert not answers(port)
    with running(tmp_path) as (_, port):
        assert before == ask(port, "/health/ready")
    assert {"people.sqlite", "views.sqlite", "vinhdanh.db"} <= {p.name for p in tmp_path.iterdir()}
    assert 2 == (tmp_path / "log").read_bytes().count(b'"event":"Started worker-1"')
