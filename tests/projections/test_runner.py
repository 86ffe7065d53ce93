"""The runner repeats nothing, forgets nothing, and costs no more as the log grows."""

import random
import re
from collections.abc import Sequence
from threading import Event, Thread
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, func, select

from domain.change import Change
from domain.facts import Event as Fact
from domain.nomination.events import NominationCorrected
from infra.views.database import open_views
from projections import runner
from projections.bookkeeping import lag, position_of, writing
from projections.case_file import view as case_file
from projections.catalogue import VIEWS
from projections.history_rows import history
from projections.inbox import view as inbox
from projections.movement_board import board
from projections.rows import CURSOR, Cursor, cursor_of, load, save
from projections.runner import catch_up, turn
from tests.builders import CASE, filed, opened
from tests.projections.conftest import empty
from tests.projections.following import Crash, Following, contents
from tests.projections.made_up import commands, made_up, write


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


class Noting:
    """A cursor that notes each statement, and how many values or rows go with it."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor, self.seen = cursor, list[tuple[str, int]]()
        self.fetchall = cursor.fetchall

    def execute(self, statement: str, values: Sequence[object] = ()) -> None:
        self.seen.append((statement, len(values)))
        self.cursor.execute(statement, values)

    def executemany(self, statement: str, values: Sequence[Sequence[object]]) -> None:
        self.seen.append((statement, len(values)))
        self.cursor.executemany(statement, values)


def statements(following: Following, *facts: Fact) -> list[tuple[str, int]]:
    """Return the statements that one more act takes."""
    number = following.book.last_position()
    write(following.book, number, [Change(CASE, fact) for fact in facts])
    with writing(following.engine) as tx:
        noting = Noting(cursor_of(tx))
        with patch.dict(tx.info, {CURSOR: noting}):
            turn(VIEWS, following.book, tx, 100)
    return noting.seen


CORRECTED = NominationCorrected("achievement", "A", "Số hoá", "typo")


def test_an_act_costs_the_same_statements_on_a_long_log(engine):
    following = following_log(engine, 0)
    following.given(CASE, opened, filed)  # filed for the first time, which a path keeps
    early = statements(following, filed)
    for number, changes in zip(range(9, 400), commands(9), strict=False):
        write(following.book, number, changes)
    following.catch_up()
    assert [early] * 2 == [statements(following, filed) for _ in range(2)]
    touched = sum(type(filed) in view.reads for view in VIEWS)
    assert touched < len(early) <= 2 + 2 * len(VIEWS)


def test_of_a_row_that_stood_only_what_is_another_is_written(engine):
    following = following_log(engine, 0)
    statements(following, opened)
    (changed,) = (one for one, _ in statements(following, CORRECTED) if "UPDATE case_file" in one)
    written = set(re.findall(r"(\w+) = ", changed))
    assert {"achievement", "version", "position", "effective_on", "recorded_at"} <= written
    assert not written & {"award", "unit", "ladder", "opinions", "state"}
    assert following.contents() == fresh(engine, following)


def test_a_row_that_a_fact_leaves_as_it_is_is_not_written(engine):
    following = following_log(engine, 0)
    following.given(CASE, opened)
    before = following.contents()
    with writing(engine) as tx:
        stood = load(board, {CASE}, tx)
        save(board, stood, dict(stood), tx)
    assert before == following.contents()


def test_the_same_rows_have_the_same_bytes_in_every_database(engine, tmp_path):
    following = following_log(engine, 200)
    following.catch_up()
    other = Following(engine_beside(tmp_path))
    other.book = following.book
    other.catch_up()
    assert contents(other.engine) == contents(engine)
