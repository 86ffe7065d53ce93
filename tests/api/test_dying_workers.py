"""A worker that dies is replaced, however soon; where all of them die, the server ends loudly."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from infra.serving import MOST_DEATHS
from tests.api.serving import PATIENCE, START, answers, eventually, running

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

# How long the server dozes between two deaths is not what is tried where many die.
BRISK = f"import infra.serving as it; it.PAUSE = 0.05; {START}"
SPAWNED = "Spawning worker-1 with PID: "


def lines(home: Path) -> list[dict[str, object]]:
    """Return what the server and its processes said, but for a line that is being written."""
    whole = (home / "log").read_bytes().rpartition(b"\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def workers(home: Path) -> list[int]:
    """Return the workers that were made, in order."""
    said = [str(line["event"]) for line in lines(home)]
    return [int(one.removeprefix(SPAWNED)) for one in said if one.startswith(SPAWNED)]


def next_worker(home: Path, known: int) -> int:
    """Wait until another worker than the *known* ones was made; return it."""
    eventually(True, lambda: len(workers(home)) > known)
    return workers(home)[known]


def kill_next(home: Path, known: int) -> None:
    """Kill a worker as soon as it is there, long before it answers anybody."""
    os.kill(next_worker(home, known), signal.SIGKILL)


def ended(process: subprocess.Popen[bytes]) -> int:
    """Return with which status the server ends by itself."""
    return process.wait(PATIENCE)


def test_workers_that_die_one_after_the_other_are_replaced(tmp_path):
    with running(tmp_path, BRISK) as (process, port):
        for known in range(3):
            kill_next(tmp_path, known)
        next_worker(tmp_path, 3)
        eventually(True, answers, port)

        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert 0 == ended(process)


def test_workers_that_all_die_end_the_server_with_a_line_and_a_status(tmp_path):
    with running(tmp_path, BRISK) as (process, port):
        for known in range(MOST_DEATHS + 1):
            kill_next(tmp_path, known)

        assert 1 == ended(process)
        assert not answers(port)
    (last,) = [line for line in lines(tmp_path) if line["event"] == "server.gave-up"]
    assert ("error", MOST_DEATHS + 1) == (last["level"], last["deaths"])
    assert MOST_DEATHS + 1 == len(workers(tmp_path))


def test_a_server_between_two_workers_stops_when_told_to(tmp_path):
    with running(tmp_path) as (process, _):
        for known in range(2):
            kill_next(tmp_path, known)
        process.send_signal(signal.SIGTERM)

        assert 0 == ended(process)
