"""Fixtures of the rooms with sockets and disks."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine

from infra.database_url import parse_database


@pytest.fixture
def engine(durable_url: str) -> Iterator[Engine]:
    """Open an empty database of each kind that outlives its process."""
    opened = create_engine(parse_database(durable_url))
    yield opened
    opened.dispose()
