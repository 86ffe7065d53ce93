"""Fixtures of the views: an empty database of each kind, and views that follow a log there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from infra.view_database import open_views
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


@pytest.fixture(scope="session")
def kept_views(postgres_server: Server) -> Iterator[Engine]:
    """Make the views in PostgreSQL, once for all tests that only fill them."""
    with postgres_server.database() as url:
        opened = open_views(Path(), url)
        prepare(VIEWS, opened)
        yield opened
        opened.dispose()


@pytest.fixture(params=KINDS)
def following(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Following]:
    """Let all views follow an empty log."""
    if request.param == POSTGRES:
        opened: Engine = request.getfixturevalue("kept_views")
        yield Following(opened)
        empty(opened)
    else:
        opened = open_views(tmp_path, "sqlite://")
        yield Following(opened)
        opened.dispose()


def empty(engine: Engine) -> None:
    """Let the views forget everything."""
    with engine.begin() as tx:
        for view in VIEWS:
            tx.execute(view.table.delete())
        tx.execute(positions.update().values(position=0))
