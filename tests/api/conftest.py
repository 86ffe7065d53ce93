"""Fixtures of the API: an empty house, and somebody who speaks to it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from api.app import application
from tests.api import houses
from tests.api.speech import Speaker


@pytest.fixture
def house(tmp_path: Path) -> Iterator[houses.House]:
    """Lend an empty house."""
    with houses.house(tmp_path) as lent:
        yield lent


@pytest.fixture
def app(house: houses.House) -> Flask:
    """Return the application of the house."""
    return application(house)


@pytest.fixture
def say(app: Flask) -> Callable[[str | None], Speaker]:
    """Return what gives a voice to whoever holds a token."""
    return lambda token: Speaker(app.test_client(), token)
