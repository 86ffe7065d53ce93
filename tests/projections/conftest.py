"""Fixtures of the views: an empty database of each kind, and views that follow a log there."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine

from infra.views.database import open_views
from projections.bookkeeping import positions, prepare
from projections.catalogue import VIEWS
from tests.postgres import Server
from tests.projections.following import Following

SQLITE, POSTGRES = "sqlite", "postgres"
KINDS = [SQLITE, pytest.param(POSTGRES, marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Open an empty database of each kind."""
    wants = request.param == POSTGRES
    opened = open_views(tmp_path, request.getfixturevalue("postgres_url") if wants else "sqlite://")
    yield opened
    opened.dispose()


@pytest.fixture(scope="session", params=KINDS)
def kept_views(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Make the views in each kind of database, once for all tests that only fill them."""
    with ExitStack() as lent:
        url = "sqlite://"
        if request.param == POSTGRES:
            server: Server = request.getfixturevalue("postgres_server")
            url = lent.enter_context(server.database())
        opened = open_views(tmp_path_factory.mktemp("views"), url)
        lent.callback(opened.dispose)
        prepare(VIEWS, opened)
        yield opened


@pytest.fixture
def following(kept_views: Engine) -> Iterator[Following]:
    """Let all views follow an empty log."""
    yield Following(kept_views)
    empty(kept_views)


def empty(engine: Engine) -> None:
    """Let the views forget everything."""
    with engine.begin() as tx:
        for view in VIEWS:
            tx.execute(view.table.delete())
        tx.execute(positions.update().values(position=0))
