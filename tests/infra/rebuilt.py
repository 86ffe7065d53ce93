"""Whether views are what a rebuild gives: the one check after whatever may have harmed them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from infra.database_url import parse_database
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.views.check import differences
from infra.views.database import open_views
from infra.views.worker import ViewWorker
from projections.bookkeeping import name_of, positions_of
from projections.catalogue import VIEWS
from services.upkeep import quiet
from tests.waiting import PATIENCE

MEMORY = "memory:"


def assert_as_rebuilt(ledger: StoreLedger, engine: Engine) -> None:
    """Check that every view has come to the end of the log and is there as a rebuild gives it."""
    found = differences(VIEWS, ledger, engine, quiet)

    assert len(found) == len(VIEWS)
    assert [] == [one for one in found if not one.ok]
    assert at_the_end(ledger, engine)


def at_the_end(ledger: StoreLedger, engine: Engine) -> bool:
    """Say whether every view has come to the end of the log."""
    with engine.connect() as tx:
        return {ledger.last_position()} == set(positions_of(VIEWS, tx).values())


def views_behind(ledger: StoreLedger, engine: Engine) -> dict[str, int]:
    """Return how many facts each view lacks that has not come to the end of the log."""
    last = ledger.last_position()
    with engine.connect() as tx:
        found = positions_of(VIEWS, tx)
    return {name_of(view): last - at for view, at in found.items() if at < last}


@contextmanager
def views_beside(ledger: StoreLedger, home: Path, url: str) -> Iterator[None]:
    """Keep views for the time of the block as a house does; then check them to the end."""
    engine = open_views(home, "sqlite://" if url == MEMORY else parse_database(url))
    worker = ViewWorker(VIEWS, ledger, engine)
    worker.start()
    try:
        yield
        assert worker.wait_for(ledger.last_position(), PATIENCE), worker.failures
        assert_as_rebuilt(ledger, engine)
    finally:
        worker.stop()
        engine.dispose()


def assert_views_as_rebuilt(home: Path, url: str) -> None:
    """Check the views of the house at *home* whose ledger is at *url*."""
    with stores(home, url) as (ledger, engine):
        assert_as_rebuilt(ledger, engine)


def is_folded(home: Path, url: str) -> bool:
    """Say whether the views of a house have come to the end of its log."""
    with stores(home, url) as (ledger, engine):
        return at_the_end(ledger, engine)


@contextmanager
def stores(home: Path, url: str) -> Iterator[tuple[StoreLedger, Engine]]:
    """Lend the ledger at *url* and the views beside it."""
    engine = open_views(home, parse_database(url))
    try:
        with closing(open_ledger(url)) as ledger:
            yield ledger, engine
    finally:
        engine.dispose()
