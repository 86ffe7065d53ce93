"""The whole content of a view as bytes, the same for the same rows on every database."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from projections.columns import dumps
from projections.rows import plain
from projections.view import AnyView

AT_ONCE = 1_000


def lines_of(view: AnyView, tx: Connection) -> Iterator[bytes]:
    """Return the rows by key, each as a line of JSON, without holding them all in memory."""
    by_key = select(view.table).order_by(*view.table.primary_key.columns)
    rows = tx.execute(by_key.execution_options(yield_per=AT_ONCE)).mappings()
    for row in plain(view.table, (dict(row) for row in rows)):
        yield dumps(row).encode() + b"\n"


def content_of(view: AnyView, tx: Connection) -> bytes:
    """Return all lines, so that two copies of a view can be compared byte for byte."""
    return b"".join(lines_of(view, tx))
