"""The entry point of servers, and the house the wiring builds for it."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from api.wsgi import create_app
from infra.house import System, build
from infra.ledger.write_probe import SLOW
from infra.settings import read
from infra.wiring import front_door
from services.stores import Claims
from tests.api.speech import NEW, Speaker, items, of
from tests.waiting import PATIENCE, until

WHO = Claims("officer", frozenset({"nominating-officer"}), frozenset({"10532"}))
LATER = {
    **{name: said for name, said in NEW.items() if name != "effective_on"},
    "unit": "10532",
    "nominee": {"kind": "person", "name": "Nguyễn Thị Bưởi", "unit": "10532"},
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    monkeypatch.setenv("VINHDANH_LOG_LEVEL", "ERROR")
    return tmp_path


@pytest.fixture
def speaker(home):
    app = create_app()
    yield Speaker(app.test_client(), front_door().token(WHO, timedelta(hours=1)))
    app.extensions["vinhdanh"].close()


def test_an_application_is_built_from_the_environment(speaker):
    written = speaker.post("/nominations", LATER, key="k")
    position = written.headers["Log-Position"]

    assert 201 == written.status_code
    (case,) = items(speaker.get("/nominations", at_least=position))
    assert "Nguyễn Thị Bưởi" == case["nominee_name"]
    assert 200 == speaker.get(of(case["nomination"]), at_least=position).status_code


def test_the_views_follow_by_themselves(speaker):
    speaker.post("/nominations", LATER, key="k")

    state = speaker.client.application.extensions["vinhdanh"]
    assert state.reach(state.ledger.last_position(), PATIENCE)
    assert {"status": "ready", "log_position": 3} == {
        name: told
        for name, told in speaker.client.get("/health/ready").get_json().items()
        if name != "lag"
    }


def test_a_house_without_its_ledger_is_not_ready(home):
    system = build(read())
    system.ledger.close()

    assert "ledger" in system.readiness().wrong
    system.close()


@pytest.fixture
def locked(speaker, home):
    """Let somebody else hold the ledger's one write lock."""
    with closing(sqlite3.connect(home / "vinhdanh.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other
        other.rollback()


@pytest.fixture
def position(speaker):
    """Write something."""
    return speaker.post("/nominations", LATER, key="k").headers["Log-Position"]


def test_counters_are_read_while_somebody_writes(speaker, position, locked):
    assert f"vinhdanh_log_position {position}.0" in speaker.client.get("/metrics").text


def test_a_ledger_that_takes_nothing_is_said_to_be_not_ready_at_once(speaker, locked):
    replies = [speaker.client.get("/health/ready") for _ in range(2)]

    assert [503, 503] == [reply.status_code for reply in replies]
    # Who had waited until the lock's patience was over would tell its error.
    said = [reason["detail"] for reply in replies for reason in reply.get_json()["reasons"]]
    assert [SLOW, SLOW] == said
    locked.rollback()
    assert until(lambda: 200 == speaker.client.get("/health/ready").status_code)


def test_asking_how_it_is_writes_nothing(home):
    with_facts: System = build(read())
    with_facts.start()

    states = [with_facts.readiness() for _ in range(3)]

    assert [0, 0, 0] == [state.log for state in states]
    assert [{}] * 3 == [state.wrong for state in states]
    with_facts.close()


@pytest.mark.usefixtures("usual_umask")
def test_what_a_house_makes_is_for_us_alone(home, monkeypatch):
    monkeypatch.setenv("VINHDANH_HOME", str(home / "var"))
    with front_door().open():
        made = [home / "var", *(home / "var").rglob("*")]
        open_to_others = [path.name for path in made if path.stat().st_mode & 0o077]

    assert {"vinhdanh.db", "people.sqlite", "views.sqlite"} <= {path.name for path in made}
    assert [] == open_to_others


@pytest.fixture
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_what_a_broken_upload_left_is_swept_at_the_start(home):
    incoming = home / "evidence" / "incoming"
    incoming.mkdir(parents=True)
    old, fresh = incoming / "old", incoming / "fresh"
    old.touch()
    fresh.touch()
    os.utime(old, (0, 0))

    with front_door().open():
        assert [fresh] == list(incoming.iterdir())


def test_a_house_can_be_closed_again(home):
    system = build(read())
    system.close()
    system.close()


def test_a_house_that_cannot_be_built_gives_everything_back(home: Path):
    (home / "evidence").write_text("a file where the folder should be")

    with pytest.raises(NotADirectoryError):
        build(read())


def test_errors_of_the_store_of_names_repeat_no_name(home):
    system = build(read())

    assert system.people._engine.hide_parameters
    system.close()
