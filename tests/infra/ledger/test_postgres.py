"""What only the PostgreSQL store promises: no holes, no late facts, no tired connections."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from uuid import uuid4

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from infra.ledger.ledger import StoreLedger, open_ledger
from infra.ledger.postgres import AWAY_SECONDS, CONNECTIONS, PostgresStore, _parameters
from infra.ledger.postgres_words import APPEND
from infra.ledger.store import NotDurable, Sheet
from tests.infra.writing import A, B, C, assert_dense, put, whole_log

pytestmark = pytest.mark.postgres


@pytest.fixture
def ledger(postgres_url: str) -> Iterator[StoreLedger]:
    with closing(open_ledger(postgres_url)) as opened:
        yield opened


@pytest.fixture
def other(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url) as connection:
        yield connection


def write(connection: psycopg.Connection, stream) -> None:
    """Append one row as another process would, without a commit."""
    connection.execute(APPEND, _parameters([Sheet(stream, 0, [("claim.key-claimed.v1", b"{}")])]))


def test_a_transaction_rolled_back_leaves_no_hole(ledger, other):
    write(other, A)
    other.rollback()

    assert 1 == put(ledger, B, 0, 1)


def test_a_writer_waits_for_the_one_before_so_no_position_appears_late(ledger, other):
    write(other, A)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(put, ledger, B, 0, 1)
        with pytest.raises(TimeoutError):
            second.result(0.1)
        assert 0 == ledger.last_position()
        other.commit()

        assert 2 == second.result(10)
    assert [(1, A), (2, B)] == [row[:2] for row in PostgresStore.tail(ledger._store, 0, 9)]


def test_connections_the_server_has_cut_are_replaced_unseen(ledger, other):
    put(ledger, A, 0, 1)
    other.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    assert 2 == put(ledger, B, 0, 1)
    assert 1 == len(ledger.read(A))


def test_who_finds_every_connection_lent_waits_for_one(ledger, other):
    """A slow server is not away: the patience for one that is must not end this wait."""
    put(ledger, A, 0, 1)
    store, all_lent = ledger._store, Barrier(CONNECTIONS + 1)

    def keep() -> None:
        with store._cursor() as cursor:
            all_lent.wait()
            cursor.execute("SELECT pg_sleep(%s)", (2.5 * AWAY_SECONDS,))

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        kept = [pool.submit(keep) for _ in range(CONNECTIONS)]
        all_lent.wait()
        assert 1 == len(ledger.read(A))
        assert [None] * CONNECTIONS == [one.result() for one in kept]


def test_a_server_that_answers_before_its_disk_has_it_is_refused(postgres_url):
    with pytest.raises(NotDurable, match="synchronous_commit off"):
        open_ledger(f"{postgres_url}&options=-csynchronous_commit%3Doff")


def test_a_stricter_isolation_of_the_database_changes_nothing(postgres_url):
    strict = f"{postgres_url}&options=-cdefault_transaction_isolation%3Dserializable"
    with (
        closing(open_ledger(strict)) as one,
        closing(open_ledger(strict)) as other,
        ThreadPoolExecutor(4) as pool,
    ):
        list(pool.map(lambda door: put(door, uuid4(), 0, 1), [one, other] * 40))

        assert_dense(whole_log(one))
        assert 80 == one.last_position()


def test_the_librarys_own_tools_write_by_the_same_way(postgres_url):
    with closing(PostgresStore(postgres_url)) as store:
        events = [
            StoredEvent(one, v, "claim.key-claimed.v1", b"{}") for one in (B, C) for v in (1, 2)
        ]

        assert [1, 2, 3, 4] == list(store.insert_events(events) or ())
        assert [1, 2, 3, 4] == [one.id for one in store.select_notifications(1, 10)]
        assert events[2:] == list(store.select_events(C))
        with pytest.raises(IntegrityError):
            store.insert_events(events[:1])
