"""The worker keeps views caught up, says what is wrong, and shares the work by a lease."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep

import pytest
import structlog
from sqlalchemy import Engine, text

from infra import logs
from infra.views import worker as view_worker
from infra.views.database import open_views
from infra.views.lease import DatabaseLease
from infra.views.worker import ALL, ViewWorker
from projections.catalogue import VIEWS
from projections.inbox import view as inbox
from projections.movement_board import view as board
from projections.view import View
from tests.conftest import STORES
from tests.notebook import Notebook
from tests.projections.following import Following
from tests.projections.made_up import commands, made_up, write
from tests.waiting import until

LONG, SOON, GLIMPSE = 600.0, 60.0, 0.2


@pytest.fixture(params=STORES[1:])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Open an empty database of each kind."""
    wants = request.param == "postgres"
    opened = open_views(tmp_path, request.getfixturevalue("postgres_url") if wants else "sqlite://")
    yield opened
    opened.dispose()


@pytest.fixture(autouse=True)
def written() -> Iterator[BytesIO]:
    """Log to memory, and put everything back afterwards."""
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    file = BytesIO()
    logs.configure("INFO", file)
    yield file
    structlog.reset_defaults()
    root.level, root.handlers[:] = before


@pytest.fixture
def workers() -> Iterator[list[ViewWorker]]:
    """Stop whoever was put to work."""
    hired: list[ViewWorker] = []
    yield hired
    for worker in hired:
        worker.stop()


def hire(workers, *args, **more) -> ViewWorker:
    """Start a worker."""
    worker = ViewWorker(*args, **more)
    worker.start()
    workers.append(worker)
    return worker


def test_a_woken_worker_folds_at_once(engine, workers):
    book = Notebook()
    worker = hire(workers, VIEWS, book, engine, idle=LONG)
    for number, changes in zip(range(20), commands(1), strict=False):
        write(book, number, changes)
        worker.wake()
        assert until(lambda: worker.position == book.last_position())
    assert {} == worker.failures


class Stamped(Notebook):
    """A log that knows when it was read."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def stretch(self, *asked, **more):
        """Read, and note when."""
        self.at.append(monotonic())
        return super().stretch(*asked, **more)


def test_acts_gather_for_a_moment_however_short_the_work_was(engine, workers, monkeypatch):
    monkeypatch.setattr(view_worker, "REST", 0)
    monkeypatch.setattr(view_worker, "SHORTEST_REST", GLIMPSE)
    book = Stamped()
    worker = hire(workers, VIEWS, book, engine, idle=LONG)
    for number, changes in zip(range(4), commands(1), strict=False):
        write(book, number, changes)
        worker.wake()
        assert until(lambda: worker.position == book.last_position())
    assert all(later - before >= GLIMPSE for before, later in pairwise(book.at))


def test_a_worker_finds_what_nobody_woke_it_for(engine, workers):
    book = Notebook()
    worker = hire(workers, VIEWS, book, engine, idle=0.01)
    write(book, 0, next(commands(1)))
    assert until(lambda: worker.position == book.last_position())


def test_one_can_wait_for_ones_own_write_and_not_for_ever(engine, workers):
    book = made_up(1, 100)
    worker = hire(workers, VIEWS, book, engine, idle=LONG)
    assert worker.wait_for(book.last_position(), SOON)
    assert not worker.wait_for(book.last_position() + 1, 0.05)
    caught_up = Following(engine)
    caught_up.book = book
    assert {book.last_position()} == caught_up.positions()


class Fragile:
    """The fold of a view that breaks on every fact until it is mended."""

    def __init__(self, view: View) -> None:
        self.mended, self.whole = False, view.fold
        self.view = replace(view, fold=self.fold)

    def fold(self, row, fact):
        """Fold, or break."""
        if not self.mended:
            raise ZeroDivisionError(fact.position)
        return self.whole(row, fact)


def test_a_broken_view_is_shown_and_does_not_hold_up_the_others(engine, workers, written):
    fragile, book = Fragile(inbox), made_up(1, 30)
    worker = hire(workers, [board, fragile.view], book, engine, idle=0.01)
    assert until(lambda: "ZeroDivisionError(1)" in worker.failures.get("inbox", ""))
    assert until(lambda: sound(engine, book))
    assert ["inbox"] == list(worker.failures)
    assert not worker.wait_for(book.last_position(), 0.01)
    fragile.mended = True
    assert until(lambda: worker.position == book.last_position())
    assert {} == worker.failures
    assert {"inbox"} == {json.loads(line)["view"] for line in written.getvalue().splitlines()}


def sound(engine: Engine, book: Notebook) -> bool:
    """Say whether the view that is well has come to the end."""
    return Following(engine, [board]).positions() == {book.last_position()}


def test_what_fails_and_what_recovers_is_logged_with_the_view(engine, workers, written):
    fragile = Fragile(inbox)
    hire(workers, [fragile.view], made_up(1, 5), engine, idle=0.01)
    assert until(lambda: b"views.failed" in written.getvalue())
    fragile.mended = True
    assert until(lambda: b"views.recovered" in written.getvalue())
    assert {"inbox"} == {json.loads(line)["view"] for line in written.getvalue().splitlines()}


class Failing(Notebook):
    """A log that cannot be read for a while."""

    def last_position(self) -> int:
        """Break, while there is no log."""
        if not self.log:
            raise OSError("no log")
        return super().last_position()


def test_a_log_that_cannot_be_read_is_shown_until_it_can(engine, workers):
    book = Failing()
    worker = hire(workers, VIEWS, book, engine, idle=0.01)
    assert until(lambda: "no log" in worker.failures.get(ALL, ""))
    book.log.extend(made_up(1, 5).log)
    assert until(lambda: worker.position == book.last_position())
    assert until(lambda: not worker.failures)


def test_a_stopped_worker_has_ended_and_folds_no_more(engine, workers):
    book = made_up(1, 5)
    worker = hire(workers, VIEWS, book, engine, idle=0.01)
    assert worker.wait_for(book.last_position(), SOON)
    worker.stop()
    write(book, 5, next(commands(2)))
    sleep(0.05)
    assert worker.position < book.last_position()
    assert not worker.wait_for(book.last_position(), LONG)


@pytest.fixture
def shared(postgres_url: str, tmp_path: Path) -> Iterator[Engine]:
    """Open views that several processes share."""
    opened = open_views(tmp_path, postgres_url)
    yield opened
    opened.dispose()


@pytest.mark.postgres
def test_of_two_workers_one_folds_and_the_other_sees_it(shared, workers):
    book = made_up(1, 20)
    first = hire(workers, VIEWS, book, shared, idle=0.01)
    assert first.wait_for(book.last_position(), SOON)
    second = hire(workers, VIEWS, Notebook(), shared, idle=0.01)
    write(book, 20, next(commands(2)))
    assert second.wait_for(book.last_position(), SOON)
    assert {} == {**first.failures, **second.failures}


@pytest.mark.postgres
def test_the_other_worker_takes_over_when_the_first_ends(shared, workers):
    book = made_up(1, 20)
    first = hire(workers, VIEWS, book, shared, idle=0.01)
    assert first.wait_for(book.last_position(), SOON)
    second = hire(workers, VIEWS, book, shared, idle=0.01)
    first.stop()
    write(book, 20, next(commands(2)))
    assert second.wait_for(book.last_position(), SOON)


@pytest.mark.postgres
def test_a_lease_has_one_holder_and_ends_with_its_connection(shared):
    ours, theirs = DatabaseLease(shared), DatabaseLease(shared)
    assert ours.held()
    assert ours.held()
    assert not theirs.held()
    ours.give_back()
    assert until(theirs.held)
    theirs.give_back()


@pytest.mark.postgres
def test_a_worker_outlives_its_connections(shared, workers):
    book = made_up(1, 20)
    worker = hire(workers, VIEWS, book, shared, idle=0.01)
    assert worker.wait_for(book.last_position(), SOON)
    with shared.connect() as tx:
        tx.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    write(book, 20, next(commands(2)))
    assert worker.wait_for(book.last_position(), SOON)
    assert until(lambda: not worker.failures)
