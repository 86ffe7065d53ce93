"""Stores that are away, locked or full: known problems that say so, and a service not ready."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from api.wsgi import create_app
from infra.foreseen import is_away
from infra.wiring import front_door
from tests import postgres
from tests.api.badges import PROPOSER
from tests.api.serving import eventually
from tests.api.speech import NEW, Speaker, refused

MIB = 1 << 20
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


@pytest.fixture
def speaker(tmp_path, monkeypatch):
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    monkeypatch.setenv("VINHDANH_LOG_LEVEL", "ERROR")
    app = create_app()
    yield Speaker(app.test_client(), front_door().token(PROPOSER, timedelta(hours=1)))
    app.extensions["vinhdanh"].close()


def readiness(speaker: Speaker):
    """Return the status, and the parts that are wrong with what is said of them."""
    reply = speaker.client.get("/health/ready")
    wrong = reply.get_json().get("reasons", [])
    return reply.status_code, {one["facts"]["part"]: one["detail"] for one in wrong}


@contextmanager
def gone(url: str) -> Iterator[None]:
    """Cut every connection to a database of PostgreSQL, and let nobody in for the block."""
    parts = urlsplit(url)
    name = sql.Identifier(parts.path[1:])
    let_in = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    elsewhere = parts._replace(path="/postgres").geturl()
    with psycopg.connect(elsewhere, autocommit=True) as keeper:
        keeper.execute(let_in.format(name, sql.SQL("false")))
        keeper.execute(CUT, (parts.path[1:],))
        yield
        keeper.execute(let_in.format(name, sql.SQL("true")))


def fill(speaker: Speaker, statement: str = "PRAGMA max_page_count = 1") -> None:
    """Let the file of the ledger not grow any more."""
    store = speaker.client.application.extensions["vinhdanh"].ledger._store
    with store._desks.lent() as connection:
        connection.execute(statement)


def test_an_act_on_a_full_store_is_a_known_problem_and_succeeds_later(speaker):
    fill(speaker)
    replies = (speaker.post("/nominations", NEW, key=f"k{number}") for number in range(300))
    reply = next(one for one in replies if one.status_code != 201)

    assert (503, ["store-away"]) == refused(reply)
    assert "5" == reply.headers["Retry-After"]
    fill(speaker, "PRAGMA max_page_count = 1000000")
    assert 201 == speaker.post("/nominations", NEW, key="later").status_code


def test_a_disk_that_is_nearly_full_makes_the_service_unready(speaker, monkeypatch, tmp_path):
    eventually(True, lambda: (200, {}) == readiness(speaker))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(free=15 * MIB))

    assert (503, {"disk": "15 MiB free, 16 MiB needed"}) == readiness(speaker)


def test_a_data_folder_that_is_gone_makes_the_service_unready(speaker, tmp_path):
    tmp_path.rename(tmp_path.with_name("elsewhere"))

    status, wrong = readiness(speaker)
    assert (503, "No such file or directory") == (status, wrong["disk"])


@pytest.mark.postgres
def test_a_postgresql_that_is_gone_is_said_and_comes_back(monkeypatch, request, postgres_url):
    monkeypatch.setenv("VINHDANH_DATABASE_URL", postgres_url)
    speaker = request.getfixturevalue("speaker")
    eventually(True, lambda: (200, {}) == readiness(speaker))
    with gone(postgres_url):
        status, wrong = readiness(speaker)
        assert 503 == status
        assert "ledger" in wrong
        assert (503, ["store-away"]) == refused(speaker.post("/nominations", NEW, key="k"))
        assert (503, ["store-away"]) == refused(speaker.get("/nominations"))
    eventually(True, lambda: (200, {}) == readiness(speaker))
    assert 201 == speaker.post("/nominations", NEW, key="k").status_code


def seconds(speaker: Speaker, key: str) -> float:
    """Return how long an act waited to be told that the store is away."""
    began = monotonic()
    assert (503, ["store-away"]) == refused(speaker.post("/nominations", NEW, key=key))
    return monotonic() - began


@pytest.mark.postgres
def test_an_act_is_told_soon_that_postgresql_has_stopped(monkeypatch, request):
    with postgres.private() as (url, stop):
        monkeypatch.setenv("VINHDANH_DATABASE_URL", url)
        speaker = request.getfixturevalue("speaker")
        assert 201 == speaker.post("/nominations", NEW, key="before").status_code
        stop()

        # One that is quick is enough, so that a busy machine alone makes nobody late.
        assert any(seconds(speaker, f"k{number}") < 3 for number in range(20))


@pytest.mark.parametrize(
    ("err", "away"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (sqlite3.OperationalError("no such table: views"), False),
        (ZeroDivisionError(), False),
    ],
)
def test_only_what_waiting_may_mend_is_away(err, away):
    assert away == is_away(err)
