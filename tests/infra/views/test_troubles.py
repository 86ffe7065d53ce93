"""A view that fails is tried again more and more seldom, and nobody waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from structlog.testing import capture_logs

from infra.views.database import open_views
from infra.views.worker import FIRST_PAUSE, LONGEST_PAUSE, ViewWorker
from projections.bookkeeping import note_trouble, prepare, troubles_of, writing
from projections.inbox import view as inbox
from tests.projections.made_up import made_up
from tests.waiting import until

FOR_EVER = 86_400.0  # whoever waited for it would meet the time limit of every test


def broken(row, fact):
    raise ZeroDivisionError(fact.position)


@contextmanager
def at_work(folder: Path) -> Iterator[ViewWorker]:
    """Lend a worker whose one view fails."""
    engine = open_views(folder, "sqlite://")
    worker = ViewWorker([replace(inbox, fold=broken)], made_up(1, 5), engine, idle=0.005)
    worker.start()
    yield worker
    worker.stop()
    engine.dispose()


def test_nobody_waits_for_a_view_that_fails(tmp_path):
    with at_work(tmp_path) as worker:
        assert until(lambda: worker.failures)

        assert not worker.wait_for(5, FOR_EVER)


def test_the_pause_before_the_next_try_doubles(tmp_path):
    with capture_logs() as said, at_work(tmp_path):
        assert until(lambda: len(said) >= 3)

    pauses = [line["again_in"] for line in said if line["event"] == "views.failed"]
    assert [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE] == pauses[:3]


def test_no_pause_is_longer_than_the_longest(tmp_path):
    with capture_logs() as said, at_work(tmp_path) as worker:
        for _ in range(12):
            worker._is_ill("a view", ZeroDivisionError())

    assert [LONGEST_PAUSE] * 2 == [
        line["again_in"] for line in said if line.get("view") == "a view"
    ][-2:]


def test_whoever_begins_takes_back_what_an_earlier_one_left(tmp_path):
    engine = open_views(tmp_path, "sqlite://")
    prepare([inbox], engine)
    with writing(engine) as tx:
        note_trouble("inbox", "ZeroDivisionError", tx)
        assert {"inbox": "ZeroDivisionError"} == troubles_of(tx)
    worker = ViewWorker([inbox], made_up(1, 5), engine, idle=0.005)
    worker.start()
    worker.stop()

    with engine.connect() as tx:
        assert {} == troubles_of(tx)
    engine.dispose()
