"""A log filled fast: copies of a life under new ids, written as the stores keep them."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from bench import life
from bench.life import Page
from domain.register.claims import claim_stream
from domain.register.decide import honour_of
from domain.register.docket import docket_stream
from domain.register.record import record_stream
from infra.ledger.ledger import open_ledger
from infra.views.database import open_views
from infra.views.rebuild_crew import mustered
from projections.catalogue import VIEWS
from projections.rebuild import rebuild

ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INSERT = "INSERT INTO stored_events VALUES (?, ?, ?, ?)"
COPY = "COPY public.stored_events FROM STDIN"
ROWS = 50_000

OF_NOMINEE = re.compile(rb'"key":"([^"]*%b[^"]*)"' % str(life.NOMINEE).encode())

Row = tuple[str, int, str, bytes]
Derive = Callable[[UUID], UUID]


class Stencil:
    """Facts of one life with holes where its ids stand."""

    def __init__(self, pages: Sequence[Page]) -> None:
        found = {str(page.stream): None for page in pages}
        found |= dict.fromkeys(one.decode() for page in pages for one in ID.findall(page.state))
        self._ids = list(found)
        self._places = {name: place for place, name in enumerate(self._ids)}
        self._case = self._places[str(life.CASE)]
        self._derived = [
            (self._places[old], self._places[str(source)], derive)
            for source, derive in _derived(pages)
            if (old := str(derive(source))) in self._places
        ]
        self._leaves = [self._leaf(page) for page in pages]

    def copy(self) -> tuple[UUID, list[Row]]:
        """Return the same life under ids of its own, and the id of its case."""
        fresh = [uuid4() for _ in self._ids]
        for place, source, derive in self._derived:
            fresh[place] = derive(fresh[source])
        names = [str(one) for one in fresh]
        texts = [one.encode() for one in names]
        rows = [
            (names[owner], version, name, state % tuple([texts[place] for place in holes]))
            for owner, version, name, state, holes in self._leaves
        ]
        return fresh[self._case], rows

    def _leaf(self, page: Page) -> tuple[int, int, str, bytes, list[int]]:
        """Return one page with its holes, and whose id goes into each."""
        holes = [self._places[one.decode()] for one in ID.findall(page.state)]
        state = ID.sub(b"%b", page.state.replace(b"%", b"%%"))
        return self._places[str(page.stream)], page.version, page.name, state, holes


def _derived(pages: Sequence[Page]) -> Iterator[tuple[UUID, Derive]]:
    """Return from which id of a life another follows, and how: acts on a copy look there."""
    yield life.CASE, honour_of
    yield life.NOMINEE, docket_stream
    yield life.NOMINEE, record_stream
    for key in (found[1].decode() for page in pages if (found := OF_NOMINEE.search(page.state))):
        yield life.NOMINEE, partial(_claim, key)


def _claim(key: str, nominee: UUID) -> UUID:
    """Return the stream of a key that names the nominee of the life, for a copy of the life."""
    return claim_stream(key.replace(str(life.NOMINEE), str(nominee)))


def fill(url: str, facts: int) -> None:
    """Fill the empty ledger at *url* with exactly that many facts, life after life."""
    stencil = Stencil(life.whole())
    pour(url, islice((row for _ in range(facts) for row in stencil.copy()[1]), facts))


def wait_in_ward(url: str, cases: int) -> list[UUID]:
    """Add *cases* that wait for the endorsement of their ward; return them."""
    stencil = Stencil(life.waiting())
    waiting: list[UUID] = []

    def rows() -> Iterator[Row]:
        for _ in range(cases):
            case, pages = stencil.copy()
            waiting.append(case)
            yield from pages

    pour(url, rows())
    return waiting


def fold_views(url: str, home: Path) -> None:
    """Fold the views of the ledger at *url* as `vinhdanh rebuild` does, before it is served."""
    database = url if "://" in url else f"sqlite:///{url}"
    with mustered(url, home, database) as crew, closing(open_ledger(url)) as ledger:
        engine = open_views(home, database)
        rebuild(VIEWS, ledger, engine, crew=crew)
        engine.dispose()


def pour(url: str, rows: Iterable[Row]) -> None:
    """Put *rows* behind those of the ledger at *url*, made when it is not there."""
    with closing(open_ledger(url)) as ledger:
        last = ledger.last_position()
    if url.startswith("postgresql"):
        _copy(url, rows, last)
    else:
        _insert(Path(url), rows)


def _insert(path: Path, rows: Iterable[Row]) -> None:
    """Write without waiting for the disk until the end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        plain = ((stream.replace("-", ""), *rest) for stream, *rest in rows)
        connection.executemany(INSERT, plain)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(url: str, rows: Iterable[Row], last: int) -> None:
    """Write through COPY, then let the server do now what it would do later."""
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for position, row in enumerate(rows, last + 1):
                copy.write_row((*row, position))
        connection.execute("VACUUM ANALYZE public.stored_events")
        connection.execute("CHECKPOINT")
