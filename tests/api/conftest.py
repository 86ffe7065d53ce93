"""Fixtures of the API: an empty house, and somebody who speaks to it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask

from api.app import application
from api.system import bind
from tests.api import houses
from tests.api.commanding import Desk, load_demo
from tests.api.speech import Speaker


@pytest.fixture
def house(tmp_path: Path) -> Iterator[houses.House]:
    """Lend an empty house."""
    with houses.house(tmp_path) as lent:
        yield lent


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
