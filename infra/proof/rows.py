"""The ledger's rows read as they lie, whatever was done to them: for those who verify."""

import sqlite3
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from domain.proof.leaf import StoredFact
from infra.settings import Settings
from services.upkeep import CannotOpen
from services.verifying import Torn

if TYPE_CHECKING:
    from sqlalchemy import URL

AT_ONCE = 2_000
SQLITE, AS_THEY_SHOULD_BE = "sqlite", "text integer text blob"
# Every row, those hidden at positions nobody reads from included.
RAW = """
    SELECT rowid, originator_id, originator_version, topic, state,
        typeof(originator_id) || ' ' || typeof(originator_version)
        || ' ' || typeof(topic) || ' ' || typeof(state)
    FROM stored_events NOT INDEXED ORDER BY rowid
"""
ALL = """
    SELECT notification_id, originator_id, originator_version, topic, state
    FROM public.stored_events ORDER BY notification_id
"""


def rows(settings: Settings) -> Generator[StoredFact | Torn]:
    """
    Yield every row of the store in the order of positions, as it is at one moment.

    Raises:
        CannotOpen: there is no store to read.
    """
    database = settings.database
    return _of_file(database) if database.get_backend_name() == SQLITE else _of_server(settings)


def _of_file(database: "URL") -> Generator[StoredFact | Torn]:
    path = Path(database.database or "")
    if not path.is_file():
        raise CannotOpen(f"{path}: there is no ledger")
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        file.text_factory = bytes
        for position, *row in file.execute(RAW):
            yield _read(position, tuple(row))


def _read(position: int, row: tuple[bytes, int, bytes, bytes, bytes]) -> StoredFact | Torn:
    """Return a row as it was written, or what no writer of ours writes."""
    stream, version, name, content, kinds = row
    if kinds.decode() != AS_THEY_SHOULD_BE:
        return Torn(position, f"its columns are {kinds.decode()}")
    try:
        fact = StoredFact(position, UUID(hex=stream.decode()), version, name.decode(), content)
    except ValueError:
        return Torn(position, "its stream or its name is no text of ours")
    if fact.stream.hex.encode() != stream:
        return Torn(position, "its stream is written in another way")
    return _counted(fact)


def _counted(fact: StoredFact) -> StoredFact | Torn:
    """Return the row, unless its numbers are none that a log counts with."""
    if fact.position < 1 or fact.version < 1:
        return Torn(fact.position, f"it stands there as version {fact.version}")
    return fact


def _of_server(settings: Settings) -> Generator[StoredFact | Torn]:
    import psycopg  # noqa: PLC0415 - a house in files needs no driver

    url = settings.address.replace("+psycopg", "", 1)
    with psycopg.connect(url) as connection, connection.cursor("rows", binary=True) as cursor:
        cursor.itersize = AT_ONCE
        for position, stream, version, name, content in cursor.execute(ALL):
            yield _counted(StoredFact(position, stream, version, name, content))
