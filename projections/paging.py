"""Filters and pages of a list: rows after a cursor, one more than asked so that the end is seen."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, tuple_

from projections.columns import Sheet

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Rows = Select[*tuple[object, ...]]
Cursor = tuple[object, ...]


def matching(table: Sheet, wanted: "DataclassInstance") -> list[ColumnElement[bool]]:
    """Return a condition for each field of *wanted* that is given; fields are named as columns."""
    given = ((one.name, getattr(wanted, one.name)) for one in fields(wanted))
    return [table.c[name] == value for name, value in given if value is not None]


def page(rows: Rows, by: Sequence[ColumnElement[object]], after: Cursor | None, limit: int) -> Rows:
    """
    Return up to *limit* + 1 of *rows*, sorted *by* columns that tell every row from every other.

    *after* holds the values of these columns in the last row seen; None starts at the first row.
    No column may be null, for nothing comes after a null.
    """
    if after is not None:
        rows = rows.where(tuple_(*by) > after)
    return rows.order_by(*by).limit(limit + 1)
