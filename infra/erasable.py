"""The databases of what can be erased: a SQLite file of its own, or the ledger's PostgreSQL."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Engine, MetaData, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from projections.table_making import create, missing

LOCK_SECONDS = 30
CONNECTIONS = 8


def open_apart(home: Path, database: URL, file: str) -> Engine:
    """
    Return the engine of what is kept apart from the ledger, so that it can be erased.

    Args:
        home: the folder of the SQLite file.
        database: the address of the ledger's database; what is kept joins it if it is PostgreSQL.
        file: the name of the SQLite file.
    """
    if database.get_backend_name() == "postgresql":
        return create_engine(
            database,
            hide_parameters=True,
            pool_size=CONNECTIONS,
            max_overflow=-1,
            pool_pre_ping=True,
        )
    home.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        URL.create("sqlite", database=str(home / file)),
        hide_parameters=True,
        connect_args={"timeout": LOCK_SECONDS},
        pool_size=CONNECTIONS,
        max_overflow=-1,
    )
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let readers go on beside the writer; a name that was kept is on the disk."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").close()


def make(tables: MetaData, engine: Engine) -> None:
    """Create the tables unless they stand; another process may be doing the same just now."""
    for _ in tables.sorted_tables:  # each time that another was first, one more of them stands
        with suppress(DBAPIError):
            _create(tables, engine)
            return
    _create(tables, engine)


def _create(tables: MetaData, engine: Engine) -> None:
    with engine.begin() as tx:
        # It looks first: to make what stands needs the right to make it.
        if lacking := missing(tables.sorted_tables, tx):
            if engine.dialect.name == "sqlite":  # else its driver would commit after each table
                tx.exec_driver_sql("BEGIN IMMEDIATE")
            create(lacking, tx)


def empty_the_log(engine: Engine) -> None:
    """Let SQLite's write-ahead log forget what was erased; PostgreSQL leaves that to VACUUM."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
