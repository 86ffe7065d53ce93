"""Servers to be measured: ours as it is started, and the peers on the very same granian."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from time import monotonic, sleep

from bench.load import HOST
from infra.clock import SystemClock
from infra.settings import OWN_ISSUER
from infra.sign_in.bearer import Issuer
from infra.sign_in.development_key import development_key
from services.stores import Claims

Running = AbstractContextManager[int]
ROOT = Path(__file__).parents[1]
AUDIENCE = "vinhdanh"
START_SECONDS, STOP_SECONDS = 60, 30
VIEW = "/api/v1/nominations?limit=1"
HOUSE = "from infra.serve import serve; from infra.settings import read; serve(read())"
PEER = "from bench.one_insert import serve; serve({name!r})"
HEAD = (
    "POST /api/v1/nominations/{case}/endorsements HTTP/1.1\r\n"
    "Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
    'If-Match: "{version}"\r\nIdempotency-Key: {case}\r\n'
    "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
)


@contextmanager
def running(program: str, home: Path, url: str, **more: str) -> Iterator[int]:
    """
    Run a server on the store at *url* for the time of the block; lend its port.

    *more* are settings of the house, named without their prefix.
    """
    port = _free_port()
    given = {name: value for name, value in os.environ.items() if not name.startswith("VINHDANH_")}
    given |= {
        "VINHDANH_HOME": str(home),
        "VINHDANH_OPENING_DAYS_BACK": "3650",
        "VINHDANH_OPENING_RECEIPT": "optional",
        "VINHDANH_PORT": str(port),
        "VINHDANH_REQUESTS_PER_MINUTE": "1000000",  # counted, but never too many
        "VINHDANH_DATABASE_URL": url if "://" in url else f"sqlite:///{url}",
    }
    given |= {f"VINHDANH_{name}": said for name, said in more.items()}
    with (home / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", program], cwd=ROOT, env=given, stdout=log, stderr=log
        )
        try:
            _wait_for(port, process, Path(log.name))
            yield port
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def house(home: Path, url: str, **more: str) -> Running:
    """Run our server, with *more* settings where it needs them."""
    return running(HOUSE, home, url, **more)


def peer(name: str, home: Path, url: str) -> Running:
    """Run one of the applications of `bench.one_insert`."""
    return running(PEER.format(name=name), home, url)


def token(home: Path, actor: str, role: str, unit: str) -> str:
    """Return a token that the house in *home* takes."""
    issuer = Issuer(development_key(home / "keys"), OWN_ISSUER, AUDIENCE)
    who = Claims(actor, frozenset({role}), frozenset({unit}), "TM")
    return issuer.issue(who, timedelta(days=1), SystemClock().now())


def request(case: object, version: int, bearer: str, said: Mapping[str, str]) -> bytes:
    """Return the bytes of a request that endorses *case*."""
    body = json.dumps(said).encode()
    head = HEAD.format(case=case, token=bearer, version=version, length=len(body))
    return head.encode() + body


def settle(port: int, bearer: str) -> float:
    """
    Wait until the views of our server have come to the end of the log; say how long it took.

    Raises:
        TimeoutError: they stand still before it. However long the log is, they may take their time.
    """
    began = moved = monotonic()
    connection, seen = HTTPConnection(HOST, port, timeout=START_SECONDS), 0
    last = _asked(connection, "/api/v1/units?limit=1", bearer)
    while not _asked(connection, f"{VIEW}&at_least={last}", bearer):
        at = _asked(connection, VIEW, bearer) or 0
        if at > seen:
            seen, moved = at, monotonic()
        if monotonic() - moved > START_SECONDS:
            raise TimeoutError(f"the views stand still at {seen} of {last}")
    connection.close()
    return monotonic() - began


def _asked(connection: HTTPConnection, path: str, bearer: str) -> int | None:
    """Return the position a read is answered with, None while the view is behind."""
    connection.request("GET", path, headers={"Authorization": f"Bearer {bearer}"})
    answer = connection.getresponse()
    said = answer.read()
    if answer.status not in {200, 503}:
        raise ConnectionError(f"{path}: {answer.status} {said!r}")
    return int(answer.headers["Log-Position"]) if answer.status == 200 else None


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server answers anything at all; its *log* is the reason when it does not."""
    end = monotonic() + START_SECONDS
    while monotonic() < end and process.poll() is None:
        try:
            connection = HTTPConnection(HOST, port, timeout=START_SECONDS)
            connection.request("GET", "/health/live")
            connection.getresponse().read()
        except OSError:
            sleep(0.05)
        else:
            return
    raise ConnectionError(log.read_text(encoding="utf-8", errors="replace")[-2_000:])


def _free_port() -> int:
    with socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port
