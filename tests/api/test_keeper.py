"""The process that keeps the views: it follows, it ends last, and nothing waits for it for ever."""

import json
import os
import signal
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from infra.settings import read
from infra.views.database import open_views
from infra.wiring import front_door
from projections.bookkeeping import note_trouble, writing
from tests.api.badges import PROPOSER
from tests.api.serving import PATIENCE, answers, ask, eventually, running
from tests.api.speech import NEW
from tests.waiting import lives

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def bearer(tmp_path, monkeypatch) -> str:
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    return front_door().token(PROPOSER, timedelta(hours=1))


def speak(port: int, bearer: str, method: str, path: str, body: str | None = None, key: str = "k"):
    """Ask the server; return status and document."""
    headers = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": key, **JSON}
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request(method, f"/api/v1{path}", body, headers)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read()), reply.headers["Log-Position"]


def opened(port: int, bearer: str, key: str):
    """Open a nomination; return what the list of them says once it must be seen."""
    status, _, position = speak(port, bearer, "POST", "/nominations", json.dumps(NEW), key)
    assert 201 == status
    status, found, _ = speak(port, bearer, "GET", f"/nominations?at_least={position}")
    assert 200 == status
    return found["items"]


def keepers(home) -> list[int]:
    """Return the processes that said they keep the views."""
    return [line["pid"] for line in lines(home) if line["event"] == "views.kept"]


def lines(home):
    """Return what was logged; a line may be on its way."""
    whole = (home / "log").read_bytes().rpartition(b"\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def keeper_of(home) -> int:
    """Return the process that keeps the views; it may have kept some before it says so."""
    eventually(True, lambda: bool(keepers(home)))
    (keeper,) = keepers(home)
    return keeper


def test_the_views_follow_in_a_process_of_their_own(tmp_path, bearer):
    with running(tmp_path) as (process, port):
        assert 1 == len(opened(port, bearer, "one"))
        assert 2 == len(opened(port, bearer, "two"))
        keeper = keeper_of(tmp_path)
        assert keeper != process.pid


def test_a_keeper_that_dies_is_stood_in_for(tmp_path, bearer):
    with running(tmp_path) as (process, port):
        assert 1 == len(opened(port, bearer, "one"))
        keeper = keeper_of(tmp_path)
        os.kill(keeper, signal.SIGKILL)

        assert 2 == len(opened(port, bearer, "two"))
        assert 3 == len(opened(port, bearer, "three"))
        assert 1 == (tmp_path / "log").read_bytes().count(b'"views.keeper-lost"')
        process.send_signal(signal.SIGTERM)
        assert 0 == process.wait(PATIENCE)


def children(pid: int) -> set[int]:
    """Return the processes that a process made."""
    return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def test_a_worker_that_dies_is_replaced_and_nothing_is_lost(tmp_path, bearer):
    with running(tmp_path) as (process, port):
        assert 1 == len(opened(port, bearer, "one"))
        (worker,) = children(process.pid) - {keeper_of(tmp_path)}
        os.kill(worker, signal.SIGKILL)
        eventually(False, lives, worker)
        eventually(True, answers, port)

        assert 2 == len(opened(port, bearer, "two"))
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert 0 == process.wait(PATIENCE)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_keeper_does_not_outlive_the_server(tmp_path, bearer, how):
    with running(tmp_path) as (process, port):
        assert 1 == len(opened(port, bearer, "one"))
        keeper = keeper_of(tmp_path)
        process.send_signal(how)
        process.wait(PATIENCE)

        eventually(False, lives, keeper)
    ended: list[object] = (
        [] if how == signal.SIGKILL else [{}]
    )  # nothing is left that was not folded
    assert ended == [line["left"] for line in lines(tmp_path) if line["event"] == "views.ended"]


def test_trouble_that_the_keeper_has_is_told_by_those_who_answer(tmp_path, bearer):
    with running(tmp_path) as (_, port):
        assert keeper_of(tmp_path)
        engine = open_views(tmp_path, read().database)
        with writing(engine) as tx:
            note_trouble("inbox", "broken", tx)
        engine.dispose()

        status, said = ask(port, "/health/ready")
        assert 503 == status
        assert [{"code": "not-ready", "detail": "broken", "facts": {"part": "inbox"}}] == reasons(
            said
        )


def reasons(said: bytes):
    """Return the reasons of a problem."""
    return json.loads(said)["reasons"]
