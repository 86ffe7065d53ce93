"""The ledger's rows in one SQLite file, every commit on the disk before it is answered."""

import json
import sqlite3
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

import msgspec
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteDatastore,
)

from infra.ledger.group_commit import GroupCommit
from infra.ledger.sqlite_words import (
    FEW,
    INSERT,
    LAST,
    LOG_ROWS_OF,
    ROWS,
    ROWS_OF_FEW,
    ROWS_OF_MANY,
    SOME,
    STANDS,
    TAIL,
    VERSIONS_OF,
)
from infra.ledger.store import LogRow, NotDurable, Row, Sheet, StreamRow
from projections.feed import WHOLE, Share
from services.ports import Conflict

LOCK_SECONDS = 30
CONNECTIONS = 16
DURABLE = ("wal", 2)  # 2 is FULL: the WAL is forced to the disk by every commit


class SqliteStore(SQLiteApplicationRecorder):
    """
    The library's recorder on durable connections; its row ids are the positions.

    They are dense: nothing is ever deleted, and a rolled-back insert gives its row id back. Other
    processes may write to the same file; each waits for its turn up to LOCK_SECONDS.
    """

    def __init__(self, path: Path) -> None:
        datastore = SQLiteDatastore(str(path))
        datastore.pool = _DurablePool(path)
        super().__init__(datastore)
        self._desks = _Desks(path)
        with self._turn() as cursor:
            for statement in self.create_table_statements:
                cursor.execute(statement)
        self.write = GroupCommit(self._write_group)

    def rows(self, stream: UUID) -> Sequence[Row]:
        """Return the rows of *stream* in order."""
        with self._reading() as cursor:
            return cursor.execute(ROWS, (stream.hex,)).fetchall()

    def rows_of(self, streams: Sequence[UUID]) -> Sequence[StreamRow]:
        """Return the rows of all *streams*, those of one stream in order."""
        by_hex = {one.hex: one for one in streams}
        with self._reading() as cursor:
            if len(by_hex) <= FEW:
                found = cursor.execute(ROWS_OF_FEW[len(by_hex)], tuple(by_hex)).fetchall()
            else:
                found = cursor.execute(ROWS_OF_MANY, (json.dumps(list(by_hex)),)).fetchall()
        return [(by_hex[stream], name, state) for stream, name, state in found]

    def versions_of(self, streams: Sequence[UUID]) -> Sequence[tuple[UUID, int]]:
        """Return the version of each of *streams* that is there, at one moment."""
        named = json.dumps([one.hex for one in streams])
        with self._reading() as cursor:
            return [(UUID(hex=one), at) for one, at in cursor.execute(VERSIONS_OF, (named,))]

    def log_rows_of(self, streams: Sequence[UUID]) -> Sequence[LogRow]:
        """Return the rows of all *streams* with their places, in the order of the log."""
        named = json.dumps([one.hex for one in streams])
        with self._reading() as cursor:
            found = cursor.execute(LOG_ROWS_OF, (named,)).fetchall()
        return [(at, UUID(hex=stream), *rest) for at, stream, *rest in found]

    def tail(
        self, position: int, limit: int, outside: Collection[str] = (), share: Share = WHOLE
    ) -> Sequence[LogRow]:
        """Return up to *limit* rows after *position* in order; the last, and those asked for."""
        with self._reading() as cursor:
            if outside or share != WHOLE:
                found = cursor.execute(SOME, _asked(position, limit, outside, share)).fetchall()
            else:
                found = cursor.execute(TAIL, (position, limit)).fetchall()
        streams = msgspec.convert([stream for _, stream, *_ in found], list[UUID])
        return [
            (at, stream, version, name, state)
            for stream, (at, _, version, name, state) in zip(streams, found, strict=True)
        ]

    def last(self) -> int:
        """Return the newest row id, 0 when there is none."""
        with self._reading() as cursor:
            return _number(cursor, LAST)

    def close(self) -> None:
        """Close every connection; the last process to do so folds the WAL into the file."""
        self._desks.close()
        self.datastore.close()

    def _write_group(self, group: Sequence[Sequence[Sheet]]) -> Sequence[int | Exception]:
        """Write each request that finds its versions, all in one transaction."""
        with self._turn() as cursor:
            return [_write(cursor, sheets) for sheets in group]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Cursor]:
        """Lend a cursor; every statement sees the file as it was at one moment."""
        with self._desks.lent() as connection:
            yield connection.cursor()

    @contextmanager
    def _turn(self) -> Iterator[sqlite3.Cursor]:
        """Lend a cursor inside the only write transaction on the file; commit it at the end."""
        with self._desks.lent() as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                connection.commit()
            except BaseException:
                connection.rollback()
                raise


class _Desks:
    """
    Connections for our own statements: as many as there are threads at once, the last used first.

    The library's pool keeps count and order of all who ask, which takes as long as the question.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._free: deque[sqlite3.Connection] = deque()
        self._closed = False

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that nobody else has."""
        if self._closed:
            raise sqlite3.ProgrammingError("the ledger is closed")
        try:
            connection = self._free.pop()
        except IndexError:
            connection = _connected(self._path)
        try:
            yield connection
        finally:
            self._take_back(connection)

    def _take_back(self, connection: sqlite3.Connection) -> None:
        self._free.append(connection)
        if self._closed:
            self.close()

    def close(self) -> None:
        """Close all that are free now, and the others as they come back."""
        self._closed = True
        with suppress(IndexError):
            while True:
                self._free.pop().close()


class _DurablePool(SQLiteConnectionPool):
    """Connections for the library's own tools."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            db_name=str(path), pool_size=CONNECTIONS, max_overflow=0, pool_timeout=LOCK_SECONDS
        )

    def _create_connection(self) -> SQLiteConnection:
        return SQLiteConnection(_connected(Path(self.db_name)), max_age=None)


def _connected(path: Path) -> sqlite3.Connection:
    """Return a connection that is durable, or none."""
    raw = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    make_durable(raw)
    return raw


def make_durable(raw: sqlite3.Connection) -> None:
    """
    Set the write-ahead log and full synchronisation, and see that they hold.

    Raises:
        NotDurable: the file cannot have them, as in memory or on some network file systems.
    """
    (mode,) = raw.execute("PRAGMA journal_mode = WAL").fetchone()
    raw.execute("PRAGMA synchronous = FULL")
    (level,) = raw.execute("PRAGMA synchronous").fetchone()
    if (mode, level) != DURABLE:
        raise NotDurable(f"journal_mode {mode}, synchronous {level}, not {DURABLE}")


def _write(cursor: sqlite3.Cursor, sheets: Sequence[Sheet]) -> int | Conflict:
    """Insert all *sheets* if every stream is at its version; return the last position."""
    last, versions = _stands(cursor, sheets)
    for sheet, found in zip(sheets, versions, strict=True):
        if found != sheet.expected:
            return Conflict(f"{sheet.stream} is at {found}, not {sheet.expected}")
    rows = [
        (sheet.stream.hex, version, *row)
        for sheet in sheets
        for version, row in enumerate(sheet.rows, sheet.expected + 1)
    ]
    cursor.executemany(INSERT, rows)
    return last + len(rows)


def _stands(cursor: sqlite3.Cursor, sheets: Sequence[Sheet]) -> tuple[int, list[int]]:
    """Return the last position and the version of each stream; in one question for a few."""
    versions: list[int] = []
    for first in range(0, len(sheets) or 1, FEW):
        names = [one.stream.hex for one in sheets[first : first + FEW]]
        ((last, *found),) = cursor.execute(STANDS[len(names)], names).fetchall()
        versions += found
    return last, versions


def _asked(
    position: int, limit: int, outside: Collection[str], share: Share
) -> dict[str, str | int]:
    """Return what `SOME` is asked with."""
    return {
        "first": position + 1,
        "last": position + limit,
        "outside": json.dumps(list(outside)),
        "lowest": f"{share.first:02x}",
        "highest": f"{share.last:02x}",
    }


def _number(cursor: sqlite3.Cursor, query: str) -> int:
    """Return the one number that *query* asks for."""
    return int(cursor.execute(query).fetchone()[0])
