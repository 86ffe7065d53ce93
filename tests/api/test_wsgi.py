"""The entry point of servers, and the house the wiring builds for it."""

from datetime import timedelta
from pathlib import Path

import pytest

from api.wsgi import create_app
from infra.settings import read
from infra.wiring import System, build, front_door
from services.stores import Claims
from tests.api.speech import NEW, Speaker, items, of

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
    assert state.reach(state.ledger.last_position(), 5)
    assert {"status": "ready", "log_position": 2} == {
        name: told
        for name, told in speaker.client.get("/health/ready").get_json().items()
        if name != "lag"
    }


def test_a_house_without_its_ledger_is_not_ready(home):
    system = build(read())
    system.ledger.close()

    assert "ledger" in system.state().wrong
    system.close()


def test_asking_how_it_is_writes_nothing(home):
    with_facts: System = build(read())
    with_facts.start()

    states = [with_facts.state() for _ in range(3)]

    assert [0, 0, 0] == [state.log for state in states]
    assert [{}] * 3 == [state.wrong for state in states]
    with_facts.close()


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
