"""The real server, run for a test on a home of its own."""

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

START = "from infra.serve import serve; from infra.settings import read; serve(read())"
ROOT = Path(__file__).parents[2]
PATIENCE = 180


def ask(port: int, path: str = "/health/live") -> tuple[int, bytes]:
    """Ask the server something."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def says(port: int, header: str) -> str | None:
    """Return what the server says in a header."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/health/live")
    with contextlib.closing(connection):
        return connection.getresponse().getheader(header)


def answers(port: int) -> bool:
    """Say whether a server answers."""
    try:
        return ask(port)[0] == 200
    except OSError:
        return False


def eventually(true: bool, what: Callable[..., object], *args: object) -> None:
    """Wait until *what* says *true*."""
    end = time.monotonic() + PATIENCE
    while what(*args) is not true:
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def running(
    home: Path, start: str = START, **settings: str
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a server on a home of its own."""
    port = free_port()
    env = {**os.environ, "VINHDANH_HOME": str(home), "VINHDANH_PORT": str(port), **settings}
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", start], cwd=ROOT, env=env, stdout=log, stderr=log
        )
        try:
            eventually(True, answers, port)
            yield process, port
        finally:
            process.kill()
            process.wait()
