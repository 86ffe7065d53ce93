"""Fixtures of the API: an empty house, and somebody who speaks to it."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask

from api.app import application
from api.system import bind
from infra.logs import configure
from tests.api import houses
from tests.api.commanding import Desk, load_demo
from tests.api.speech import Speaker
from tests.postgres import Server

MEMORY, POSTGRES = "memory", "postgres"
KINDS = [MEMORY, pytest.param(POSTGRES, marks=pytest.mark.postgres)]
CENTRAL = {
    "test_conditions",
    "test_councils",
    "test_dates",
    "test_decisions",
    "test_evidence",
    "test_inbox_and_history",
    "test_nominations",
    "test_positions",
    "test_returns",
    "test_steps",
    "test_submissions",
}
"""The modules whose tests run in a house of each kind; the others say nothing of stores."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the central tests visit a house of each kind."""
    central = metafunc.module.__name__.rpartition(".")[2] in CENTRAL
    if central and "house" in metafunc.fixturenames:
        metafunc.parametrize("house", KINDS, indirect=True)


@pytest.fixture(scope="session")
def kept_stores(
    postgres_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[houses.Stores]:
    """Open the databases of a house in PostgreSQL, once for all tests that visit one."""
    folder = tmp_path_factory.mktemp("kept")
    with postgres_server.database() as url, houses.stores(folder, url) as opened:
        yield opened


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[houses.House]:
    """Lend an empty house: in memory, or in PostgreSQL where the test asks for each kind."""
    if getattr(request, "param", MEMORY) == MEMORY:
        with houses.house(tmp_path) as lent:
            yield lent
        return
    kept: houses.Stores = request.getfixturevalue("kept_stores")
    yield kept.house(tmp_path)
    kept.empty()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Write the application and its description once, for a house nobody uses."""
    with houses.house(tmp_path_factory.mktemp("nobody")) as empty:
        yield application(empty)


@pytest.fixture
def app(written: Flask, house: houses.House) -> Flask:
    """Let the application serve the house of this test."""
    bind(written, house)
    return written


@pytest.fixture
def say(app: Flask) -> Callable[[str | None], Speaker]:
    """Return what gives a voice to whoever holds a token."""
    return lambda token: Speaker(app.test_client(), token)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demo ward, to be copied and never written to."""
    return load_demo(tmp_path_factory.mktemp("demo") / "var")


@pytest.fixture
def demo(demo_home: Path, tmp_path: Path) -> Desk:
    """Return a terminal in front of a demo ward of its own."""
    return Desk(Path(copytree(demo_home, tmp_path / "var")))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a terminal in front of an empty data folder."""
    return Desk(tmp_path / "var")


@pytest.fixture
def logged() -> Iterator[BytesIO]:
    """What is logged from here on."""
    lines = BytesIO()
    configure("DEBUG", lines)
    yield lines
    configure("INFO")
