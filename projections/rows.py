"""Rows of a view in the database: loaded by key, written all at once, in the driver's own words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast
from uuid import UUID

import orjson
from sqlalchemy import Connection, Dialect

from projections.columns import Columns, Row, Sheet, Values, plain_rows, read_rows

if TYPE_CHECKING:
    import psycopg

TABLES, SHAPES = 64, 512  # tables, and choices of their columns, that are remembered
CURSOR = "cursor of the views"

_plain = lru_cache(SHAPES)(plain_rows)
_read = lru_cache(TABLES)(read_rows)


class Cursor(Protocol):
    """What SQLite and PostgreSQL have in common."""

    def execute(self, statement: str, values: Sequence[object] = (), /) -> object:
        """Carry out one statement."""
        ...

    def executemany(self, statement: str, values: Sequence[Values], /) -> object:
        """Carry out a statement for each of *values*."""
        ...

    def fetchall(self) -> Sequence[Values]:
        """Return what the last statement found."""
        ...


def cursor_of(tx: Connection) -> Cursor:
    """
    Return the one cursor that a connection keeps for the views.

    Statements here are few and known, so the driver remembers them; to have each built and wrapped
    anew by SQLAlchemy costs several times what the database needs for a small batch.
    """
    if not tx.in_transaction():
        tx.begin()
    kept = tx.info
    if CURSOR not in kept:
        kept[CURSOR] = tx.connection.cursor()
    return cast("Cursor", kept[CURSOR])


def load(table: Sheet, keys: Collection[UUID], tx: Connection) -> dict[UUID, Row]:
    """Return the rows of *table* that stand under *keys*."""
    if not keys:
        return {}
    (key,) = table.primary_key.columns
    cursor = cursor_of(tx)
    cursor.execute(_loading(table, tx.dialect), [_keys(keys, tx)])
    rows = _read(tuple(table.columns), tx.dialect.name)(cursor.fetchall())
    return {cast("UUID", row[key.name]): row for row in rows}


def load_each(table: Sheet, streams: Collection[UUID], tx: Connection) -> dict[UUID, list[Row]]:
    """Return the rows of each of *streams*, which is the first column of the key of *table*."""
    found: dict[UUID, list[Row]] = {one: [] for one in streams}
    if found:
        key, *_ = table.primary_key.columns
        cursor = cursor_of(tx)
        cursor.execute(_loading(table, tx.dialect), [_keys(streams, tx)])
        for row in _read(tuple(table.columns), tx.dialect.name)(cursor.fetchall()):
            found[cast("UUID", row[key.name])].append(row)
    return found


def save(
    table: Sheet, stood: Mapping[UUID, Row], rows: Mapping[UUID, Row | None], tx: Connection
) -> None:
    """
    Put *rows* in the place of those that *stood*; None leaves the place empty.

    Of a row that stood only what is another is written, so that no index is touched in vain.
    """
    if gone := [key for key in stood if rows[key] is None]:
        cursor_of(tx).execute(_removing(table, tx.dialect), [_keys(gone, tx)])
    put(table, (row for key, row in rows.items() if row is not None and key not in stood), tx)
    for others, some in _changed(table, stood, rows).items():
        changing, columns = _changing(table, others, tx.dialect)
        _write(changing, columns, some, tx)


def put(table: Sheet, rows: Iterable[Row], tx: Connection) -> None:
    """Write *rows*, each in the place of the one with its key."""
    _write(_putting(table, tx.dialect), tuple(table.columns), rows, tx)


def plain(table: Sheet, rows: Iterable[Row]) -> Iterator[Values]:
    """Return *rows* as values in the order of the columns of *table*."""
    return _plain(tuple(table.columns))(rows)


def fill(table: Sheet, rows: Sequence[Values], tx: Connection) -> None:
    """Write *rows* as `plain` returns them, with new keys, by the quickest way there is."""
    if not is_postgres(tx):
        cursor_of(tx).executemany(_inserting(table, tx.dialect), rows)
        return
    driver = cast("psycopg.Connection", tx.connection.driver_connection)
    copying = f"COPY {_at(table, tx.dialect)} ({_names(table, tx.dialect)}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(copying.encode()) as copy:
        for row in rows:
            copy.write_row(row)


def one_trip(tx: Connection) -> AbstractContextManager[object]:
    """Let what is carried out meanwhile go to PostgreSQL without waiting for each answer."""
    if not is_postgres(tx):
        return nullcontext()
    return cast("psycopg.Connection", tx.connection.driver_connection).pipeline()


def _write(statement: str, columns: Columns, rows: Iterable[Row], tx: Connection) -> None:
    values = list(_plain(columns)(rows))
    if len(values) == 1:
        cursor_of(tx).execute(statement, values[0])
    elif values:
        cursor_of(tx).executemany(statement, values)


def _changed(
    table: Sheet, stood: Mapping[UUID, Row], rows: Mapping[UUID, Row | None]
) -> Mapping[Columns, list[Row]]:
    """Return the rows that stood and stand, by the columns in which they are now another."""
    changed = defaultdict[Columns, list[Row]](list)
    for key, before in stood.items():
        if (row := rows[key]) is not None and (others := _others(table, before, row)):
            changed[others].append(row)
    return changed


def _others(table: Sheet, before: Row, row: Row) -> Columns:
    """Return the columns in which *row* is another than *before*, if any."""
    return tuple(one for one in table.columns if row[one.name] is not before[one.name])


def is_postgres(tx: Connection) -> bool:
    """Say whether the database is PostgreSQL; otherwise it is SQLite."""
    return tx.dialect.name == "postgresql"


@lru_cache(TABLES)
def _loading(table: Sheet, dialect: Dialect) -> str:
    return f"SELECT {_names(table, dialect)} FROM {_under_keys(table, dialect)}"  # noqa: S608 - names of our own tables


@lru_cache(TABLES)
def _removing(table: Sheet, dialect: Dialect) -> str:
    return f"DELETE FROM {_under_keys(table, dialect)}"  # noqa: S608 - names of our own tables


@lru_cache(TABLES)
def _putting(table: Sheet, dialect: Dialect) -> str:
    inserting = _inserting(table, dialect)
    if dialect.name == "sqlite":
        return inserting.replace("INSERT", "INSERT OR REPLACE", 1)
    quoted = dialect.identifier_preparer.format_column
    keys = ", ".join(map(quoted, table.primary_key.columns))
    others = [quoted(one) for one in table.columns if not one.primary_key]
    new = ", ".join(f"{one} = excluded.{one}" for one in others)
    then = f"UPDATE SET {new}" if new else "NOTHING"  # where the keys are all there is
    return f"{inserting} ON CONFLICT ({keys}) DO {then}"


@lru_cache(TABLES)
def _inserting(table: Sheet, dialect: Dialect) -> str:
    marks = ", ".join([_mark(dialect)] * len(table.columns))
    return f"INSERT INTO {_at(table, dialect)} ({_names(table, dialect)}) VALUES ({marks})"  # noqa: S608 - names of our own tables


@lru_cache(SHAPES)
def _changing(table: Sheet, others: Columns, dialect: Dialect) -> tuple[str, Columns]:
    """Return what changes *others* under one key, and the columns whose values it takes."""
    mark = _mark(dialect)
    columns = (*others, *table.primary_key.columns)
    *sets, key = (f"{dialect.identifier_preparer.format_column(c)} = {mark}" for c in columns)
    changing = f"UPDATE {_at(table, dialect)} SET {', '.join(sets)} WHERE {key}"  # noqa: S608 - names of our own tables
    return changing, columns


def _under_keys(table: Sheet, dialect: Dialect) -> str:
    """Return the table cut down to some keys, or streams: one value, whatever their number."""
    key, *_ = map(dialect.identifier_preparer.format_column, table.primary_key.columns)
    textual = "IN (SELECT value FROM json_each(?))"
    some = textual if dialect.name == "sqlite" else "= ANY(%s::uuid[])"
    return f"{_at(table, dialect)} WHERE {key} {some}"


def _keys(keys: Collection[UUID], tx: Connection) -> object:
    """Return *keys* as the one text that `_under_keys` takes."""
    listed = orjson.dumps([one.hex for one in keys]).decode()
    return f"{{{listed[1:-1]}}}" if is_postgres(tx) else listed


def _at(table: Sheet, dialect: Dialect) -> str:
    return dialect.identifier_preparer.format_table(table)


def _names(table: Sheet, dialect: Dialect) -> str:
    return ", ".join(map(dialect.identifier_preparer.format_column, table.columns))


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.name == "sqlite" else "%s"
