"""Before the views' keeper leaves it folds what the log holds, and says what it could not."""

import json

import pytest

from infra.views import worker as view_worker
from infra.views.finish import finish
from projections.catalogue import VIEWS
from projections.inbox import view as inbox
from projections.movement_board import view as board
from tests.infra.views.test_worker import (  # noqa: F401 - fixtures
    LONG,
    Failing,
    Fragile,
    engine,
    hire,
    sound,
    workers,
    written,
)
from tests.projections.made_up import commands, made_up, write
from tests.waiting import until

SOON = 120.0


@pytest.fixture
def at_rest(monkeypatch):
    """Let each rest after work last until somebody hurries."""
    for name in ("SHORTEST_REST", "LONGEST_REST"):
        monkeypatch.setattr(view_worker, name, LONG)


def told(written):  # noqa: F811
    """Return how much was left, by the last line that says it."""
    return json.loads(written.getvalue().splitlines()[-1])["left"]


def test_what_came_during_a_rest_is_folded_before_the_end(engine, workers, written, at_rest):  # noqa: F811
    book = made_up(1, 5)
    worker = hire(workers, VIEWS, book, engine, idle=LONG)
    assert until(lambda: worker.position == book.last_position())
    write(book, 5, next(commands(2)))
    finish(worker, SOON)
    worker.stop()
    assert worker.position == book.last_position()
    assert {} == told(written)


def test_a_view_that_fails_is_not_waited_for_and_is_named(engine, workers, written):  # noqa: F811
    fragile, book = Fragile(inbox), made_up(1, 5)
    worker = hire(workers, [board, fragile.view], book, engine, idle=0.01)
    assert until(lambda: "inbox" in worker.failures)
    finish(worker, LONG)
    assert sound(engine, book)
    assert {"inbox": book.last_position()} == told(written)


def test_nobody_waits_beyond_the_limit_and_what_is_left_is_told(engine, workers, written, at_rest):  # noqa: F811
    book = made_up(1, 5)
    worker = hire(workers, VIEWS, book, engine, idle=LONG)
    assert until(lambda: worker.position == book.last_position())
    write(book, 5, next(commands(2)))
    facts = book.last_position() - worker.position
    finish(worker, 0)
    assert {facts} == set(told(written).values())


def test_a_log_that_cannot_be_read_keeps_nobody(engine, workers, written):  # noqa: F811
    finish(hire(workers, VIEWS, Failing(), engine, idle=LONG), LONG)
    assert "views.unfinished" == json.loads(written.getvalue().splitlines()[-1])["event"]
