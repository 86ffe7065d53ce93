"""Tables made where they are not there; what makes each is written once in a process."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, Dialect, inspect
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from projections.columns import Sheet

TABLES = 1_024  # more than there are, on two stores; tables that a rebuild stages come and go
DIALECTS: dict[str, Dialect] = {}
"""One dialect of each kind of store: each engine has its own, and they write the same."""


def missing(tables: Sequence[Sheet], tx: Connection) -> list[Sheet]:
    """Return those of *tables* that are not there: one question, however many there are."""
    standing = {*inspect(tx).get_table_names()}
    return [one for one in tables if one.name not in standing]


def create(tables: Sequence[Sheet], tx: Connection) -> None:
    """Make tables that are not there, in this order, with their indexes."""
    DIALECTS.setdefault(tx.dialect.name, tx.dialect)
    for table in tables:
        for order in _orders(table, tx.dialect.name):
            tx.exec_driver_sql(order)


@lru_cache(TABLES)
def _orders(table: Sheet, store: str) -> tuple[str, ...]:
    """Return what makes a table and its indexes on a kind of store."""
    indexes = sorted(table.indexes, key=lambda one: str(one.name))
    parts: list[ExecutableDDLElement] = [CreateTable(table), *map(CreateIndex, indexes)]
    return tuple(str(part.compile(dialect=DIALECTS[store])) for part in parts)
