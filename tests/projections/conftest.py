"""Fixtures of the views: an empty database of each kind, and views that follow a log there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from infra.view_database import open_views
from tests.projections.following import Following

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Open an empty database of each kind."""
    wants = request.param == "postgres"
    opened = open_views(tmp_path, request.getfixturevalue("postgres_url") if wants else "sqlite://")
    yield opened
    opened.dispose()


@pytest.fixture
def following(engine: Engine) -> Following:
    """Let all views follow an empty log."""
    return Following(engine)
