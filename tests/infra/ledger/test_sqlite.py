"""What only the SQLite store promises: it is on the disk, and its row ids stay the positions."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from infra.ledger.ledger import open_ledger
from infra.ledger.sqlite import CONNECTIONS, SqliteStore, make_durable
from infra.ledger.store import NotDurable
from tests.infra.writing import A, assert_dense, put, whole_log

FULL = 2  # SQLite's number, not ours: a weaker constant of the house is not believed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "ledger.db"


def test_a_path_and_a_url_name_the_same_ledger(path):
    with closing(open_ledger(path)) as ledger:
        put(ledger, A, 0, 1)
    with closing(open_ledger(f"sqlite:///{path}")) as ledger:
        assert 1 == ledger.last_position()


def test_every_connection_forces_every_commit_to_the_disk(tmp_path):
    store = SqliteStore(tmp_path / "ledger.db")
    with ExitStack() as all_at_once:
        for _ in range(CONNECTIONS):
            cursor = all_at_once.enter_context(store._reading())
            (mode,) = cursor.execute("PRAGMA journal_mode").fetchone()
            (level,) = cursor.execute("PRAGMA synchronous").fetchone()
            assert ("wal", FULL) == (mode, level)
    store.close()


def test_a_file_that_cannot_be_durable_is_refused():
    with closing(sqlite3.connect(":memory:")) as raw, pytest.raises(NotDurable, match="memory"):
        make_durable(raw)


def test_positions_survive_a_vacuum(path):
    with closing(open_ledger(path)) as ledger:
        for number in range(20):
            put(ledger, A, number, number)
        before = whole_log(ledger)
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("VACUUM")

        assert before == whole_log(ledger)
        assert 21 == put(ledger, A, 20, 1)
        assert_dense(whole_log(ledger))


def test_a_broken_transaction_leaves_no_trace(tmp_path):
    store = SqliteStore(tmp_path / "ledger.db")

    def break_it() -> None:
        with store._turn() as cursor:
            cursor.execute("INSERT INTO stored_events VALUES ('a', 1, 'b', x'00')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_it()

    assert 0 == store.last()
    store.close()


def test_a_closed_store_takes_back_what_it_lent_and_lends_no_more(tmp_path):
    store = SqliteStore(tmp_path / "ledger.db")
    with store._reading() as cursor:
        store.close()
        cursor.execute("SELECT 1")

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        cursor.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        store.last()
