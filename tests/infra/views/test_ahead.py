"""Views that know more than the log are left as they are until a rebuild is asked for."""

from sqlalchemy import Engine

from projections.bookkeeping import AHEAD, KNOW_MORE
from projections.catalogue import VIEWS
from projections.rebuild import rebuild
from tests.builders import CASE, OTHER, filed, opened
from tests.infra.views.test_worker import engine, hire, workers, written
from tests.notebook import Notebook
from tests.projections.following import Following, contents
from tests.projections.made_up import commands, write
from tests.waiting import until

__all__ = ["engine", "workers", "written"]  # fixtures


def ahead(engine: Engine) -> tuple[Notebook, dict[str, bytes]]:
    """Return a log shorter than the one the views know, and what they hold."""
    other = Following(engine)
    for case in (CASE, OTHER):
        other.given(case, opened, filed)
    book = Notebook()
    write(book, 0, next(commands(1)))
    return book, contents(engine)


def test_views_that_know_more_than_the_log_are_left_until_a_rebuild(engine, workers):
    book, held = ahead(engine)
    worker = hire(workers, VIEWS, book, engine, idle=0.01)
    assert {AHEAD: KNOW_MORE} == worker.failures
    assert not worker.wait_for(worker.position + 1, 0.3)
    assert held == contents(engine)
    rebuild(VIEWS, book, engine)
    assert until(lambda: worker.position == book.last_position() and not worker.failures)
    assert str(CASE).encode() not in b"".join(contents(engine).values())


def test_that_views_know_more_stays_said_when_the_log_has_grown_past_them(engine, workers):
    book, held = ahead(engine)
    hire(workers, VIEWS, book, engine, idle=0.01).stop()
    for number, changes in zip(range(1, 20), commands(2), strict=False):
        write(book, number, changes)
    worker = hire(workers, VIEWS, book, engine, idle=0.01)
    assert {AHEAD: KNOW_MORE} == worker.failures
    assert not worker.wait_for(book.last_position(), 0.3)
    assert held == contents(engine)
    rebuild(VIEWS, book, engine)
    assert until(lambda: worker.position == book.last_position() and not worker.failures)
