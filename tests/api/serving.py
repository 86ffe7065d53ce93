"""The real server, run for a test on a home of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

START = "from infra.serve import serve; from infra.settings import read; serve(read())"
ROOT = Path(__file__).parents[2]
PATIENCE = 60


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def ask(port: int, path: str = "/health/live") -> tuple[int, bytes]:
    """Ask the server something."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


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
def running(home: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a server on a home of its own."""
    port = free_port()
    env = {**os.environ, "VINHDANH_HOME": str(home), "VINHDANH_PORT": str(port), **settings}
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", START], cwd=ROOT, env=env, stdout=log, stderr=log
        )
        try:
            eventually(True, answers, port)
            yield process, port
        finally:
            process.kill()
            process.wait()
