"""The ledger's rows in PostgreSQL, numbered and written by one function of the database."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from select import POLLIN, poll
from time import monotonic
from typing import cast
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.postgres import ConnectionPool, PostgresApplicationRecorder, PostgresDatastore
from psycopg import Connection, Cursor, OperationalError
from psycopg.rows import DictRow, TupleRow, dict_row, tuple_row
from psycopg_pool import PoolTimeout

from infra.ledger import postgres_schema as ledger_schema
from infra.ledger.group_commit import GroupCommit
from infra.ledger.postgres_words import (
    APPEND,
    LAST,
    LOG_ROWS_OF,
    ROWS,
    ROWS_OF,
    SOME,
    TAIL,
    VERSIONS_OF,
)
from infra.ledger.store import LogRow, Row, Sheet, StreamRow
from projections.feed import WHOLE, Share
from services.ports import Conflict

CONNECTIONS = 16
# While others hold connections the server is slow, not away; where nobody has one, it is away.
WAIT_SECONDS = 10
AWAY_SECONDS = 1.25

WrittenRow = tuple[UUID, int, str | None, bytes | None]


class _Connection(Connection[DictRow]):
    """A connection with one cursor for all it is asked; a new one would learn every type anew."""

    @cached_property
    def asking(self) -> Cursor[TupleRow]:
        """Return the cursor, whose answers are binary."""
        return self.cursor(binary=True, row_factory=tuple_row)


class PostgresStore(PostgresApplicationRecorder):
    """
    The library's recorder, writing through `ledger_append`: lock, check and insert in one trip.

    Its connections are its own; any number of processes may write to the same database.
    """

    def __init__(self, url: str) -> None:
        ledger_schema.create(url)
        datastore = PostgresDatastore(dbname="", host="", port="", user="", password="")
        self._pool, self._in_use = _pool(url), set[_Connection]()
        datastore.pool = cast("ConnectionPool[Connection[DictRow]]", self._pool)
        super().__init__(datastore)
        self.write = GroupCommit(self._write_group)

    def rows(self, stream: UUID) -> Sequence[Row]:
        """Return the rows of *stream* in order."""
        with self._cursor() as cursor:
            return cursor.execute(ROWS, (stream,), prepare=True).fetchall()

    def rows_of(self, streams: Sequence[UUID]) -> Sequence[StreamRow]:
        """Return the rows of all *streams*, those of one stream in order."""
        with self._cursor() as cursor:
            return cursor.execute(ROWS_OF, (list(streams),), prepare=True).fetchall()

    def versions_of(self, streams: Sequence[UUID]) -> Sequence[tuple[UUID, int]]:
        """Return the version of each of *streams* that is there, at one moment."""
        with self._cursor() as cursor:
            return cursor.execute(VERSIONS_OF, (list(streams),), prepare=True).fetchall()

    def log_rows_of(self, streams: Sequence[UUID]) -> Sequence[LogRow]:
        """Return the rows of all *streams* with their places, in the order of the log."""
        with self._cursor() as cursor:
            return cursor.execute(LOG_ROWS_OF, (list(streams),), prepare=True).fetchall()

    def tail(
        self, position: int, limit: int, outside: Collection[str] = (), share: Share = WHOLE
    ) -> Sequence[LogRow]:
        """Return up to *limit* rows after *position* in order; the last, and those asked for."""
        end = position + limit
        some = (position, end, list(outside), share.first, share.last, end)
        with self._cursor() as cursor:
            if outside or share != WHOLE:
                return cursor.execute(SOME, some, prepare=True).fetchall()
            return cursor.execute(TAIL, (position, limit), prepare=True).fetchall()

    def last(self) -> int:
        """Return the newest position, 0 when there is none."""
        with self._cursor() as cursor:
            return _number(cursor.execute(LAST, prepare=True))

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **_: object
    ) -> Sequence[int] | None:
        """Write what the library's own tools bring, by the one way there is."""
        streams = groupby(stored_events, key=attrgetter("originator_id"))
        groups = [list(events) for _, events in streams]
        try:
            last = self.write([_sheet(events) for events in groups])
        except Conflict as error:
            raise IntegrityError(str(error)) from error
        return range(last - len(stored_events) + 1, last + 1)

    def close(self) -> None:
        """Close every connection."""
        self.datastore.close()

    def _write_group(self, group: Sequence[Sequence[Sheet]]) -> Sequence[int | Exception]:
        """Write each request that finds its versions, all in one transaction."""
        asked = [_parameters(sheets) for sheets in group]
        with self._connection() as connection:
            cursor = connection.asking
            if len(group) == 1:
                numbers = [_number(cursor.execute(APPEND, asked[0], prepare=True))]
            else:
                with connection.pipeline(), connection.transaction():
                    cursor.executemany(APPEND, asked, returning=True)
                    numbers = [_number(result) for result in cursor.results()]
        return [_answer(number, sheets) for number, sheets in zip(numbers, group, strict=True)]

    @contextmanager
    def _cursor(self) -> Iterator[Cursor[TupleRow]]:
        """Lend a cursor for one question."""
        with self._connection() as connection:
            yield connection.asking

    @contextmanager
    def _connection(self) -> Iterator[_Connection]:
        """Lend a connection that lives; those the server has cut meanwhile are thrown away."""
        connection = self._lent()
        while not _lives(connection):
            connection.close()
            self._give_back(connection)
            connection = self._lent()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _lent(self) -> _Connection:
        """Return a connection; PoolTimeout, soon where nobody has one, later if all are in use."""
        end = monotonic() + WAIT_SECONDS
        while True:
            try:
                connection = self._pool.getconn()
            except PoolTimeout:
                if not self._in_use or monotonic() > end:
                    raise
            else:
                self._in_use.add(connection)
                return connection

    def _give_back(self, connection: _Connection) -> None:
        self._in_use.discard(connection)
        self._pool.putconn(connection)


def _pool(url: str) -> ConnectionPool[_Connection]:
    """Return connections to *url* that commit by themselves, made as they are needed."""
    return ConnectionPool(
        url,
        connection_class=_Connection,
        kwargs={"row_factory": dict_row, "autocommit": True},
        min_size=1,
        max_size=CONNECTIONS,
        timeout=AWAY_SECONDS,
        reconnect_timeout=AWAY_SECONDS,  # then whoever asks next tries at once
        configure=_configure,
        open=True,
    )


def _configure(connection: _Connection) -> None:
    """Give a new connection the ledger's settings."""
    connection.execute(ledger_schema.SETTINGS)


def _lives(connection: _Connection) -> bool:
    """Tell whether the server is there; ask only where the socket already has something to say."""
    sockets = poll()
    try:
        sockets.register(connection.fileno(), POLLIN)
        if sockets.poll(0):
            connection.execute("SELECT 1")
    except OperationalError:
        return False
    return True


def _rows(sheets: Sequence[Sheet]) -> list[WrittenRow]:
    """Return the rows of all *sheets*, then a row without content for each sheet that has none."""
    rows: list[WrittenRow] = [
        (sheet.stream, version, name, state)
        for sheet in sheets
        for version, (name, state) in enumerate(sheet.rows, sheet.expected + 1)
    ]
    return rows + [(one.stream, one.expected + 1, None, None) for one in sheets if not one.rows]


def _parameters(sheets: Sequence[Sheet]) -> tuple[str, str, list[str | None], list[bytes | None]]:
    """Return what `ledger_append` takes; arrays of numbers and ids are quickest as text."""
    rows = _rows(sheets)
    return (
        _array([row[0] for row in rows]),
        _array([row[1] for row in rows]),
        [row[2] for row in rows],
        [row[3] for row in rows],
    )


def _array(values: Sequence[UUID | int]) -> str:
    """Return the text of an array of PostgreSQL."""
    return "{" + ",".join(map(str, values)) + "}"


def _number(cursor: Cursor[TupleRow]) -> int:
    """Return the one number a question was answered with."""
    ((number,),) = cursor.fetchall()
    return int(number)


def _answer(number: int, sheets: Sequence[Sheet]) -> int | Conflict:
    """Return a position as it is, the place of a row that came too late as a conflict."""
    if number >= 0:
        return number
    stream, version, *_ = _rows(sheets)[-number - 1]
    return Conflict(f"{stream} is not at {version - 1}")


def _sheet(events: Sequence[StoredEvent]) -> Sheet:
    """Return the events of one stream, which the library numbers one by one, as a sheet."""
    stream, before = events[0].originator_id, events[0].originator_version - 1
    return Sheet(UUID(str(stream)), before, [(event.topic, event.state) for event in events])
