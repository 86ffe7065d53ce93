"""The peer of a rebuild: the library's own ProjectionRunner, keeping one view of the same log."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from time import perf_counter
from typing import cast
from uuid import UUID

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent, Tracking
from eventsourcing.popo import POPOApplicationRecorder
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.sqlite import SQLiteTrackingRecorder
from eventsourcing.utils import Environment
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateTable

from domain.recorded import Recorded
from infra.ledger.codec import Codec
from infra.ledger.ledger import open_ledger
from projections.columns import plain_rows
from projections.history import Told, lines, view
from projections.history_rows import history

COLUMNS = len(history.columns)
CODEC, PLAIN = Codec(), plain_rows(tuple(history.columns))
GLANCE = 0.02


class Reader(Mapper[UUID]):
    """Reads our bytes, by our codec: quicker than the library's own transcoder."""

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        """Return the fact with its envelope."""
        event, envelope = CODEC.whole(stored_event.topic, stored_event.state)
        version, stream = stored_event.originator_version, UUID(str(stored_event.originator_id))
        fact = Recorded(0, stream, version, event, envelope)
        return cast("DomainEventProtocol[UUID]", fact)


class Log(Application[UUID]):
    """The ledger as an application of the library."""

    name = "stored"  # and so its table is stored_events, which is ours

    def construct_mapper(self) -> Mapper[UUID]:
        """Return the reader of our facts."""
        return Reader(self.construct_transcoder())


class PostgresHistory(PostgresTrackingRecorder):
    """The view in PostgreSQL: the rows of a fact and its position in one transaction."""

    insert = f"INSERT INTO {history.name} VALUES ({', '.join(['%s'] * COLUMNS)})"

    def keep(self, rows: Iterator[Sequence[object]], tracking: Tracking) -> None:
        """Write the rows of one fact."""
        with self.datastore.transaction(commit=True) as cursor:
            for row in rows:
                cursor.execute(self.insert.encode(), row, prepare=True)
            self._insert_tracking(cursor, tracking)


class SqliteHistory(SQLiteTrackingRecorder):
    """The view in SQLite."""

    insert = f"INSERT INTO {history.name} VALUES ({', '.join('?' * COLUMNS)})"

    def keep(self, rows: Iterator[Sequence[object]], tracking: Tracking) -> None:
        """Write the rows of one fact."""
        with self.datastore.transaction(commit=True) as cursor:
            for row in rows:
                cursor.execute(self.insert, row)
            self._insert_tracking(cursor, tracking)


class History(Projection[PostgresHistory | SqliteHistory]):
    """The history, by the very function our own view has."""

    name = "history"

    def process_event(self, domain_event: object, tracking: Tracking) -> None:
        """Take one fact in."""
        fact = cast("Recorded[Told]", domain_event)
        at = Recorded(
            tracking.notification_id, fact.stream, fact.version, fact.event, fact.envelope
        )
        told = lines(at) if type(fact.event) in view.reads else ()
        self.view.keep(PLAIN(told), tracking)


def on_postgres(url: str, last: int) -> float:
    """Keep the history of the log at *url* up to position *last*; return how long it took."""
    with psycopg.connect(url, autocommit=True) as connection:
        for table in (history.name, "history_tracking"):
            connection.execute(f"DROP TABLE IF EXISTS {table}".encode())
        connection.execute(_table("postgresql+psycopg://").encode())
    at = make_url(url)
    return _timed(
        Log,
        PostgresHistory,
        last,
        {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": at.database or "",
            "POSTGRES_HOST": at.host or str(at.query["host"]),
            "POSTGRES_PORT": str(at.port or 5432),
            "POSTGRES_USER": at.username or "",
            "POSTGRES_PASSWORD": at.password or "none",
        },
    )


def on_sqlite(path: str, recorder: POPOApplicationRecorder, last: int) -> float:
    """Keep the history in the file *path*; its log is in memory, for SQLite has no subscription."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(_table("sqlite://"))

    class InMemory(Log):
        def construct_recorder(self) -> POPOApplicationRecorder:
            return recorder

    settings = {
        "HISTORY_PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "HISTORY_SQLITE_DBNAME": path,
    }
    return _timed(InMemory, SqliteHistory, last, settings)


def in_memory(url: str, last: int) -> POPOApplicationRecorder:
    """Return the facts of the ledger at *url* up to *last* as the library keeps them in memory."""
    recorder = POPOApplicationRecorder()
    with closing(open_ledger(url)) as ledger:
        facts = ledger.since(0, last)
    recorder.insert_events(
        [
            StoredEvent(one.stream, one.version, *CODEC.encode(one.event, CODEC.seal(one.envelope)))
            for one in facts
        ]
    )
    return recorder


def _table(database: str) -> str:
    """Return what makes the table of the view in a kind of database."""
    dialect = create_engine(database).dialect
    return str(CreateTable(history).compile(dialect=dialect))


def _timed(
    application: type[Log],
    recorder: type[PostgresHistory | SqliteHistory],
    last: int,
    settings: Mapping[str, str],
) -> float:
    """Run the library's runner until its view has come to position *last*."""
    began = perf_counter()
    with ProjectionRunner(
        application_class=application,
        projection_class=History,
        view_class=recorder,
        env=Environment(env=settings),
    ) as runner:
        while (runner.view.max_tracking_id(runner.app_name) or 0) < last:
            runner.run_forever(GLANCE)
        return perf_counter() - began
