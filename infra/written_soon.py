"""Writes that somebody waits for who only reads: soon done, or given up before anything is told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from services.personal_data import NamesBusy

SOON = 1.0
"""Seconds that a reading waits for another writer of the names; acts may wait longer."""
PRIMARY = 0xFF  # the rest of a code of SQLite says more of the same
LOCK_NOT_AVAILABLE = "55P03"  # by its code: who reads a file loads no driver of PostgreSQL
PATIENCE = "PRAGMA busy_timeout"


@contextmanager
def written_soon(engine: Engine) -> Iterator[Connection]:
    """
    Lend a transaction of which no statement waits longer than `SOON` for another writer.

    Raises:
        NamesBusy: another wrote all that time; nothing was kept.
    """
    with engine.connect() as connection:
        before = _hurried(connection)
        try:
            yield connection
            connection.commit()
        except DBAPIError as err:
            if not _is_busy(err.orig):
                raise
            raise NamesBusy from None
        finally:
            connection.rollback()
            if before is not None:  # the connection is used again by those who may wait
                connection.exec_driver_sql(f"{PATIENCE} = {before}").close()


def _hurried(connection: Connection) -> int | None:
    """Let a connection wait no longer than `SOON`; return how long it did where that stays so."""
    soon = round(SOON * 1_000)  # milliseconds
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {soon}").close()
        return None
    before = connection.exec_driver_sql(PATIENCE).scalar_one()
    connection.exec_driver_sql(f"{PATIENCE} = {soon}").close()
    return int(before)


def _is_busy(said: BaseException | None) -> bool:
    """Say whether a driver means that another holds what is to be written."""
    if isinstance(said, sqlite3.OperationalError):
        return said.sqlite_errorcode & PRIMARY == sqlite3.SQLITE_BUSY
    return getattr(said, "sqlstate", None) == LOCK_NOT_AVAILABLE
