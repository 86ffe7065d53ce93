"""The runner repeats nothing, forgets nothing, and costs no more as the log grows."""

import random
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, event, func, select

from domain.change import Change
from domain.facts import Event as Fact
from infra.view_database import open_views
from projections import runner
from projections.bookkeeping import lag, position_of
from projections.case_file import view as case_file
from projections.catalogue import VIEWS
from projections.history import history
from projections.inbox import view as inbox
from projections.runner import catch_up
from tests.builders import CASE, filed, opened
from tests.projections.conftest import empty
from tests.projections.following import Following, contents
from tests.projections.made_up import commands, made_up, write


class Crash(Exception):
    """The process died here."""


def following_log(engine: Engine, commanded: int, seed: int = 1) -> Following:
    """Return views that have folded nothing of a made-up log yet."""
    following = Following(engine)
    following.book = made_up(seed, commanded)
    return following


def test_batches_of_any_size_give_the_same_bytes(engine, tmp_path):
    following, sizes = following_log(engine, 400), random.Random(7)
    last = following.book.last_position()
    at: list[int] = []
    while not at or at[-1] < last:
        at.append(catch_up(VIEWS, following.book, engine, sizes.choice([1, 2, 7, 50, 200])))
    assert at == sorted(set(at)), "every batch goes on where the last one ended"
    again = Following(engine_beside(tmp_path))
    again.book = following.book
    again.catch_up(10_000)
    assert again.contents() == following.contents()


def engine_beside(folder):
    """Return another empty database: the bytes must not depend on its kind."""
    return open_views(folder / "beside", "sqlite://")


def test_facts_folded_are_not_folded_again(engine):
    following = following_log(engine, 100)
    following.catch_up()
    before = following.contents()
    assert following.book.last_position() == catch_up(VIEWS, following.book, engine)
    assert before == following.contents()


@pytest.mark.parametrize("dies_in", ["save", "put", "advance"])
def test_a_crash_leaves_rows_and_positions_of_one_moment(engine, monkeypatch, dies_in):
    following = following_log(engine, 200)
    following.catch_up(300)
    before, at = following.contents(), following.positions()
    write(following.book, 200, next(commands(5)))

    def die(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(runner, dies_in, die)
        with pytest.raises(Crash):
            following.catch_up()
    assert (before, at) == (following.contents(), following.positions())
    following.catch_up()
    whole = following.contents()
    assert {following.book.last_position()} == following.positions()
    assert whole == fresh(engine, following)


def fresh(engine, following):
    """Return the bytes of views folded anew in the same database."""
    empty(engine)
    following.catch_up(10_000)
    return following.contents()


def test_each_view_goes_on_from_a_position_of_its_own(engine):
    following = following_log(engine, 300)
    last = following.book.last_position()
    assert 400 == catch_up([case_file], following.book, engine, batch=400)
    assert (last - 400, last) == tuple(
        lag(view, following.book, engine) for view in (case_file, inbox)
    )
    following.catch_up(250)
    assert {last} == following.positions()
    assert following.contents() == fresh(engine, following)


def test_two_who_catch_up_at_once_do_no_harm(engine):
    following = following_log(engine, 300)
    threads = [Thread(target=following.catch_up, args=(size,)) for size in (7, 11, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {following.book.last_position()} == following.positions()
    assert following.contents() == fresh(engine, following)


def test_a_reader_sees_rows_and_position_of_one_moment(engine):
    following, done, torn = following_log(engine, 300), Event(), []

    def read() -> None:
        kind = "REPEATABLE READ" if engine.dialect.name == "postgresql" else "SERIALIZABLE"
        while not done.is_set():
            with engine.connect().execution_options(isolation_level=kind) as tx:
                at = position_of(VIEWS[2], tx)
                seen = tx.scalar(select(func.max(history.c.position)))
                if (seen or 0) > at:
                    torn.append((at, seen))

    reader = Thread(target=read)
    reader.start()
    following.catch_up(5)
    done.set()
    reader.join()
    assert [] == torn


def statements(engine: Engine, following: Following, number: int) -> list[tuple[str, int]]:
    """Return the statements that one more act takes, and how many values go with each."""
    seen: list[tuple[str, int]] = []

    def note(_conn, _cursor, statement, values, *_: object) -> None:
        seen.append((statement, len(values)))

    event.listen(engine, "before_cursor_execute", note)
    write(following.book, number, [Change(CASE, fact) for fact in acts_of(number)])
    following.catch_up()
    event.remove(engine, "before_cursor_execute", note)
    return seen


def acts_of(number: int) -> tuple[Fact, ...]:
    """Return an opening first and a filing later."""
    return (opened,) if number == 0 else (filed,)


def test_an_act_costs_the_same_statements_on_a_long_log(engine):
    following = following_log(engine, 0)
    statements(engine, following, 0)
    early = statements(engine, following, 1)
    for number, changes in zip(range(2, 400), commands(9), strict=False):
        write(following.book, number, changes)
    following.catch_up()
    assert early == statements(engine, following, 400)
    assert len(early) <= 2 + 2 * len(VIEWS)


def test_the_same_rows_have_the_same_bytes_in_every_database(engine, tmp_path):
    following = following_log(engine, 200)
    following.catch_up()
    other = Following(engine_beside(tmp_path))
    other.book = following.book
    other.catch_up()
    assert contents(other.engine) == contents(engine)
