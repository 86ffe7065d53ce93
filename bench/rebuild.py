"""
Facts a second of a rebuild of all views, beside the library's runner keeping one of them.

The library commits fact by fact, so its rate follows the disk: it says little without the number
of fdatasync a second at the head of the run.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

import psycopg

from bench import library_runner
from bench.filling import fill
from bench.rounds import Run, Sample, take_turns
from bench.table import Aim, Line, number
from bench.workshop import POSTGRES, Workshop
from infra.ledger.ledger import open_ledger
from infra.views.database import open_views
from infra.views.rebuild_crew import HANDS, mustered
from projections.catalogue import VIEWS
from projections.rebuild import rebuild

OURS, LIBRARY, PLAIN = "ours", "library", "plain read"
BESIDE = {LIBRARY: "library's runner, 1 view", PLAIN: "plain read of the rows"}
LEAST = 20  # times the library's runner
PAGE = 5_000
FOLLOWED = 20_000  # facts the library is asked for: each costs it the same
READ = "SELECT * FROM stored_events"


def measure(workshop: Workshop) -> Iterator[Line]:
    """Rebuild, read plainly, and let the library's runner keep one view, in turns."""
    facts, rounds = workshop.much(200_000, quick=200), workshop.much(3, quick=1)
    for store in workshop.stores:
        with ExitStack() as closing_all:
            url = closing_all.enter_context(workshop.store(store))
            home = closing_all.enter_context(workshop.home())
            fill(url, facts)
            found = take_turns(_runs(store, url, home, facts), rounds)
        ours = f"{number(found.middle(OURS).rate)} facts/s, {len(VIEWS)} views, {HANDS} processes"
        for name, words in BESIDE.items():
            beside = f"{words}: {number(found.middle(name).rate)} facts/s"
            ratio = found.ratio(OURS, name)
            aim = Aim(f">= {LEAST}", ratio.middle >= LEAST) if name == LIBRARY else None
            yield Line("rebuild of all views", store, ours, beside, str(ratio), aim)


def _runs(store: str, url: str, home: Path, facts: int) -> dict[str, Run]:
    """Return the contenders; each tells facts a second of the whole log."""
    plain = _read_postgres if store == POSTGRES else _read_sqlite
    database = url if store == POSTGRES else f"sqlite:///{url}"
    followed = min(facts, FOLLOWED)
    return {
        OURS: _rated(facts, partial(_anew, url, home, database)),
        LIBRARY: _rated(followed, _library(store, url, home, followed)),
        PLAIN: _rated(facts, _took(partial(plain, url))),
    }


def _anew(url: str, home: Path, database: str) -> float:
    """Rebuild as `vinhdanh rebuild` does, crew and opening and all; return how long it took."""
    began = perf_counter()
    with mustered(url, home, database) as crew, closing(open_ledger(url)) as ledger:
        engine = open_views(home, database)
        rebuild(VIEWS, ledger, engine, crew=crew)
        took = perf_counter() - began
        engine.dispose()
    return took


def _library(store: str, url: str, home: Path, last: int) -> Callable[[], float]:
    """Return what lets the library keep its view anew; says how long it took."""
    if store == POSTGRES:
        return lambda: library_runner.on_postgres(url, last)
    log, files = library_runner.in_memory(url, last), count()
    return lambda: library_runner.on_sqlite(str(home / f"{next(files)}.db"), log, last)


def _rated(facts: int, took: Callable[[], float]) -> Run:
    return lambda: Sample(facts / took())


def _took(work: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return timed


def _read_sqlite(url: str) -> None:
    with closing(sqlite3.connect(url)) as connection:
        rows = connection.execute(f"{READ} ORDER BY rowid")
        while rows.fetchmany(PAGE):
            pass


def _read_postgres(url: str) -> None:
    """Read through a cursor of the server, so that the log is not held in memory."""
    with psycopg.connect(url) as connection, connection.cursor("rows", binary=True) as cursor:
        cursor.execute(f"{READ} ORDER BY notification_id".encode())
        while cursor.fetchmany(PAGE):
            pass
