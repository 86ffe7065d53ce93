"""The real server as it is started: it answers, stops without losing anyone, dies whole."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

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


def eventually(true: bool, what: object, *args: object) -> None:
    """Wait until *what* says *true*."""
    end = time.monotonic() + PATIENCE
    while what(*args) is not true:  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def running(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a server on a home of its own."""
    port = free_port()
    env = {**os.environ, "VINHDANH_HOME": str(home), "VINHDANH_PORT": str(port)}
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


def test_who_was_being_answered_is_answered(tmp_path):
    """A request is half sent when the server is told to stop."""
    with running(tmp_path) as (process, port):
        heard: list[int] = []

        def slowly() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.putrequest("GET", "/api/v1/units?q=a&on=2025-01-01&limit=200")
            connection.endheaders()
            heard.append(connection.getresponse().status)

        threads = [Thread(target=slowly) for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()

        assert [200] * 8 == heard
        assert 0 == process.wait(PATIENCE)


def test_the_worker_does_not_outlive_the_server(tmp_path):
    with running(tmp_path) as (process, port):
        process.kill()
        process.wait()

        eventually(False, answers, port)


def test_it_stops_when_told_to_and_knows_everything_after_a_restart(tmp_path):
    with running(tmp_path) as (process, port):
        before = ask(port, "/health/ready")
        process.send_signal(signal.SIGINT)
        assert 0 == process.wait(PATIENCE)
        assert not answers(port)
    with running(tmp_path) as (_, port):
        assert before == ask(port, "/health/ready")
    assert {"people.sqlite", "views.sqlite", "vinhdanh.db"} <= {p.name for p in tmp_path.iterdir()}
    assert 2 == (tmp_path / "log").read_bytes().count(b'"event":"Started worker-1"')
