"""The database of the views: a SQLite file beside the ledger, or a schema in its PostgreSQL."""

import sqlite3
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateSchema

from projections.bookkeeping import LOCKS

FILE, SCHEMA = "views.sqlite", "views"
LOCK_SECONDS = 60
CONNECTIONS = 16
# Rows are wide and written in bulk: fewer pages, and fewer waits for the disk where they are moved
# from the write-ahead log into the file. Larger ones make a single act dearer (bench/README.md).
PAGE, CHECKPOINT = 8_192, 4_000  # bytes, of a file that is made; pages of the write-ahead log


def open_views(home: Path, database: URL | str) -> Engine:
    """
    Return the engine of the views, its file or schema made when it is not there.

    Args:
        home: the folder of the SQLite file.
        database: the address of the ledger's database; the views join it when it is PostgreSQL.
    """
    url = make_url(database)
    if url.get_backend_name() == "postgresql":
        return _schema(url.set(drivername="postgresql+psycopg"))
    home.mkdir(parents=True, exist_ok=True)
    return _file(home / FILE)


def _file(path: Path) -> Engine:
    """Open the file; rows and positions are never torn, and may be lost since facts are not."""
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": LOCK_SECONDS},
        pool_size=CONNECTIONS,
        max_overflow=-1,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let readers and the writer go on beside each other; leave transactions to `_begin`."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in (
            f"page_size = {PAGE}",
            "journal_mode = WAL",
            f"wal_autocheckpoint = {CHECKPOINT}",
            "synchronous = NORMAL",
            "cache_size = -16000",
            "secure_delete = FAST",
        ):
            connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Take the lock of the one writer first, for one who has read may not become it."""
    writes = connection.get_execution_options().get("writes", False)
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    cursor.close()


def _schema(url: URL) -> Engine:
    """Open the schema; its connections see nothing else and tell times in UTC."""
    options = f"-c search_path={SCHEMA} -c timezone=UTC -c synchronous_commit=off"
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"options": options},
        pool_size=CONNECTIONS,
        max_overflow=-1,
        pool_pre_ping=True,
    )
    with engine.begin() as tx:
        tx.execute(select(func.pg_advisory_xact_lock(LOCKS, 0)))
        if not inspect(tx).has_schema(SCHEMA):  # even to ask for it needs the right to make one
            tx.execute(CreateSchema(SCHEMA))
    return engine
