"""Rows of a view in the database: loaded by key, written all at once."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, cast
from uuid import UUID

from sqlalchemy import Connection, Delete, Dialect, Select, bindparam, delete, select
from sqlalchemy.dialects import sqlite

from projections.columns import Row, Sheet, plain_rows

if TYPE_CHECKING:
    import psycopg

CHUNK = 500  # keys in one question: old builds of SQLite take 999
TABLES = 64  # of which statements are remembered

plain = lru_cache(TABLES)(plain_rows)


def load(table: Sheet, keys: Collection[UUID], tx: Connection) -> dict[UUID, Row]:
    """Return the rows of *table* that stand under *keys*."""
    (key,) = table.primary_key.columns
    found: dict[UUID, Row] = {}
    for some in _chunks(keys):
        rows = tx.execute(_loading(table), {"keys": some}).mappings()
        found.update((row[key.name], dict(row)) for row in rows)
    return found


def save(
    table: Sheet, stood: Collection[UUID], rows: Mapping[UUID, Row | None], tx: Connection
) -> None:
    """Put *rows* in the place of those that *stood*; None leaves the place empty."""
    for some in _chunks(key for key in stood if rows[key] is None):
        tx.execute(_removing(table), {"keys": some})
    put(table, (row for row in rows.values() if row is not None), tx)


def put(table: Sheet, rows: Iterable[Row], tx: Connection) -> None:
    """Write *rows*, each in the place of the one with its key."""
    if values := list(plain(table)(rows)):
        tx.exec_driver_sql(_putting(table, tx.dialect), values)


def fill(table: Sheet, rows: Iterable[Row], tx: Connection) -> None:
    """Write *rows* with new keys, by the quickest way the database has."""
    if not is_postgres(tx):
        return put(table, rows, tx)
    driver = cast("psycopg.Connection", tx.connection.driver_connection)
    preparer = tx.dialect.identifier_preparer
    names = ", ".join(map(preparer.format_column, table.columns))
    copying = f"COPY {preparer.format_table(table)} ({names}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(copying.encode()) as copy:
        for row in plain(table)(rows):
            copy.write_row(row)
    return None


def is_postgres(tx: Connection) -> bool:
    """Say whether the database is PostgreSQL; otherwise it is SQLite."""
    return tx.dialect.name == "postgresql"


@lru_cache(TABLES)
def _loading(table: Sheet) -> Select[*tuple[object, ...]]:
    (key,) = table.primary_key.columns
    return select(table).where(key.in_(bindparam("keys", expanding=True)))


@lru_cache(TABLES)
def _removing(table: Sheet) -> Delete:
    (key,) = table.primary_key.columns
    return delete(table).where(key.in_(bindparam("keys", expanding=True)))


@lru_cache(TABLES)
def _putting(table: Sheet, dialect: Dialect) -> str:
    """Return the statement in the words of the driver, for values in the order of the columns."""
    keys = list(table.primary_key.columns)
    if dialect.name == "sqlite":
        return str(sqlite.insert(table).prefix_with("OR REPLACE").compile(dialect=dialect))
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a house on SQLite needs none of it

    new = postgresql.insert(table)
    others = {one.name: new.excluded[one.name] for one in table.columns if not one.primary_key}
    upsert = new.on_conflict_do_update(index_elements=keys, set_=others).compile(dialect=dialect)
    return re.sub(r"%\(\w+\)s", "%s", str(upsert))


def _chunks(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    left = iter(keys)
    while some := list(islice(left, CHUNK)):
        yield some
