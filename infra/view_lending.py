"""The database of the views lent for a while, its tables made."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from infra.settings import Settings
from infra.view_database import open_views
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS


@contextmanager
def lent_views(settings: Settings) -> Iterator[Engine]:
    """Lend the database of the views."""
    engine = open_views(settings.home, settings.database)
    try:
        prepare(VIEWS, engine)
        yield engine
    finally:
        engine.dispose()
