"""The whole content of a view as bytes, the same for the same rows on every database."""

from sqlalchemy import Connection, select

from projections.columns import dumps
from projections.rows import plain
from projections.view import AnyView


def content_of(view: AnyView, tx: Connection) -> bytes:
    """Return one line of JSON a row, sorted, so that two copies of a view can be compared."""
    rows = tx.execute(select(view.table)).mappings()
    lines = sorted(dumps(row) for row in plain(view.table)(dict(row) for row in rows))
    return "\n".join(lines).encode()
