"""A rebuild folds all anew beside the views in use, and then takes their place at once."""

import sqlite3
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import Column, Engine, MetaData, Table, Text, Uuid, inspect, select

from domain.facts import Event as Fact
from domain.recorded import Recorded
from projections import rebuild as rebuilding
from projections.bookkeeping import positions, prepare
from projections.catalogue import VIEWS
from projections.feed import WHOLE, Share, Stretch
from projections.inbox import view as inbox_view
from projections.inbox_rows import inbox
from projections.rebuild import LogEnded, fold_share, rebuild
from projections.staging import MARK, Stage
from projections.view import View
from tests.projections.following import Crash, Following, contents
from tests.projections.made_up import commands, made_up, write


@pytest.fixture
def caught_up(engine: Engine) -> Following:
    """Let views follow a made-up log to its end."""
    following = Following(engine)
    following.book = made_up(2, 300)
    following.catch_up(37)
    return following


def leftovers(engine: Engine) -> list[str]:
    """Return what is beside the views in use."""
    seen = inspect(engine)
    return [name for name in seen.get_table_names() + seen.get_schema_names() if MARK in name]


def indexes(engine: Engine) -> dict[str, set[str]]:
    """Return the names of all indexes by table."""
    seen = inspect(engine)
    return {
        view.table.name: {str(one["name"]) for one in seen.get_indexes(view.table.name)}
        for view in VIEWS
    }


def test_a_rebuild_equals_what_was_caught_up(caught_up):
    before, named = caught_up.contents(), indexes(caught_up.engine)
    assert caught_up.book.last_position() == rebuild(VIEWS, caught_up.book, caught_up.engine)
    assert before == caught_up.contents()
    assert named == indexes(caught_up.engine)
    assert [] == leftovers(caught_up.engine)
    assert {caught_up.book.last_position()} == caught_up.positions()


def test_a_rebuild_of_nothing_before_makes_the_views(engine):
    book = made_up(2, 300)
    rebuild(VIEWS, book, engine)
    following = Following(engine)
    following.book = book
    built = contents(engine)
    assert {book.last_position()} == following.positions()
    following.catch_up()
    assert built == following.contents()


def test_a_rebuild_puts_right_what_was_spoilt(caught_up):
    before = caught_up.contents()
    with caught_up.engine.begin() as tx:
        tx.execute(inbox.update().values(role="nobody"))
        tx.execute(VIEWS[0].table.delete())
    assert before != caught_up.contents()
    rebuild(VIEWS, caught_up.book, caught_up.engine)
    assert before == caught_up.contents()


def test_views_go_on_after_a_rebuild(caught_up):
    rebuild(VIEWS, caught_up.book, caught_up.engine)
    for number, changes in zip(range(300, 350), commands(3), strict=False):
        write(caught_up.book, number, changes)
    caught_up.catch_up(7)
    lived = caught_up.contents()
    rebuild(VIEWS, caught_up.book, caught_up.engine)
    assert lived == caught_up.contents()


def test_one_view_can_be_rebuilt_alone(caught_up):
    before = caught_up.contents()
    rebuild([inbox_view], caught_up.book, caught_up.engine)
    assert before == caught_up.contents()


def test_progress_is_told_to_the_last_fact_and_the_last_view(caught_up):
    told: list[tuple[str, int, int]] = []
    rebuild(VIEWS, caught_up.book, caught_up.engine, lambda *step: told.append(step))
    last = caught_up.book.last_position()
    assert ("fold", last, last) == [one for one in told if one[0] == "fold"][-1]
    assert ("write", len(VIEWS), len(VIEWS)) == told[-1]


@pytest.mark.parametrize("dies_in", ["_write", "advance"])
def test_a_rebuild_that_dies_leaves_the_views_as_they_were(caught_up, monkeypatch, dies_in):
    before, at = caught_up.contents(), caught_up.positions()

    def die(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, dies_in, die)
        with pytest.raises(Crash):
            rebuild(VIEWS, caught_up.book, caught_up.engine)
    assert (before, at) == (caught_up.contents(), caught_up.positions())
    assert leftovers(caught_up.engine)
    rebuild(VIEWS, caught_up.book, caught_up.engine)
    assert before == caught_up.contents()
    assert [] == leftovers(caught_up.engine)


class Growing:
    """A log that grows, and is followed, while it is read for a rebuild."""

    def __init__(self, following: Following) -> None:
        self.following, self.book, self.grown = following, following.book, False

    def stretch(
        self, position: int, limit: int, kinds: frozenset[type], share: Share = WHOLE
    ) -> Stretch:
        """Let the log grow once the end was read."""
        found = self.book.stretch(position, limit, kinds, share)
        if found.end == position and not self.grown:
            self.grown = True
            for number, changes in zip(range(400, 450), commands(4), strict=False):
                write(self.book, number, changes)
            self.following.catch_up()
        return found

    def last_position(self) -> int:
        """Return the newest position."""
        return self.book.last_position()


def test_a_rebuild_never_falls_behind_the_views_it_replaces(caught_up):
    reached = rebuild(VIEWS, Growing(caught_up), caught_up.engine)
    last = caught_up.book.last_position()
    assert (last, {last}) == (reached, caught_up.positions())
    lived = caught_up.contents()
    rebuild(VIEWS, caught_up.book, caught_up.engine)
    assert lived == caught_up.contents()


def test_readers_see_whole_views_all_the_while(caught_up):
    whole, done, seen = caught_up.contents(), Event(), []

    def read() -> None:
        while not done.is_set():
            with caught_up.engine.connect() as tx:
                seen.append(len(tx.execute(select(inbox.c.nomination)).all()))

    reader = Thread(target=read)
    reader.start()
    rebuild(VIEWS, caught_up.book, caught_up.engine)
    done.set()
    reader.join()
    assert {whole["inbox_v3"].count(b"\n")} == set(seen)


def test_of_two_rebuilds_the_later_one_wins_and_the_other_fails(caught_up):
    before = caught_up.contents()
    earlier = Stage.beside(VIEWS, caught_up.engine)
    rebuild(VIEWS, caught_up.book, caught_up.engine)
    with pytest.raises((sqlite3.Error, psycopg.Error), match=MARK):
        earlier.add(inbox_view, [next(iter(rows_of(caught_up.engine)))])
    assert before == caught_up.contents()


def test_a_row_that_two_shares_have_folded_is_never_overwritten(caught_up):
    stage, (row, *_) = Stage.beside([inbox_view], caught_up.engine), rows_of(caught_up.engine)
    stage.add(inbox_view, [row])
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        Stage.found([inbox_view], caught_up.engine, stage.mark).add(inbox_view, [row])


def test_a_log_that_ends_too_early_is_not_waited_for(caught_up):
    before = caught_up.contents()
    stage = Stage.beside(VIEWS, caught_up.engine)
    with pytest.raises(LogEnded):
        fold_share(stage, caught_up.book, WHOLE, caught_up.book.last_position() + 1)
    assert before == caught_up.contents()


def rows_of(engine: Engine) -> list[dict[str, object]]:
    """Return what is in the inbox."""
    with engine.connect() as tx:
        return [dict(row) for row in tx.execute(select(inbox)).mappings()]


def newer_inbox() -> View:
    """Return the inbox of a later release: another table, another fold."""
    table = Table("inbox_v4", MetaData(), Column("nomination", Uuid, primary_key=True))
    table.append_column(Column("kind", Text))
    old = inbox_view
    return View(table, old.reads, old.ignores, old.keys, lambda _, fact: _short(fact))


def _short(fact: Recorded[Fact]) -> dict[str, object]:
    return {"nomination": fact.stream, "kind": type(fact.event).__name__}


def test_a_changed_view_stands_beside_the_old_one_until_it_is_rebuilt(caught_up):
    newer, engine = newer_inbox(), caught_up.engine
    prepare([newer], engine)
    assert {"inbox_v3", "inbox_v4"} <= set(inspect(engine).get_table_names())
    rebuild([newer], caught_up.book, engine)
    assert "inbox_v3" not in inspect(engine).get_table_names()
    with engine.connect() as tx:
        known = {(row.name, row.version) for row in tx.execute(select(positions))}
    assert ("inbox", 4) in known
    assert ("inbox", 3) not in known
