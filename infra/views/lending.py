"""The database of the views lent for a while, its tables made."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Engine

from infra.settings import Settings
from infra.views.database import open_views
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS


@contextmanager
def lent_views(settings: Settings) -> Iterator[Engine]:
    """Lend the database of the views."""
    engine = open_views(settings.home, settings.kept)
    try:
        prepare(VIEWS, engine)
        yield engine
    finally:
        engine.dispose()


def keeper_of(settings: Settings, engine: Engine, opened: ExitStack) -> Engine:
    """Return the database of the views as who keeps them enters it, *engine* where no other is."""
    if settings.keeper is None:
        return engine
    keeper = open_views(settings.home, settings.kept)
    opened.callback(keeper.dispose)
    return keeper
