"""The views as they were: the facts of some streams folded anew, asked the questions of today."""

from collections.abc import Sequence

from sqlalchemy import NullPool, create_engine
from sqlalchemy.sql.util import find_tables

from domain.facts import Event
from domain.recorded import Recorded
from projections.catalogue import VIEWS
from projections.paging import Rows
from projections.runner import take_in
from projections.table_making import create
from projections.view import AnyView

ROOM = create_engine("sqlite://", poolclass=NullPool, hide_parameters=True)
"""A database in memory, of its own for each question; it is gone with the answer."""


def answered(asked: Rows, facts: Sequence[Recorded[Event]]) -> list[dict[str, object]]:
    """
    Return what a question is answered by views that know *facts* and no others.

    The runner of the live views folds them, into no more tables than are asked of. Facts of one
    stream stand in their order.
    """
    needed = views_of(asked)
    with ROOM.connect() as tx:
        create([view.table for view in needed], tx)
        for view in needed:
            take_in(view, facts, tx)()
        return [dict(row) for row in tx.execute(asked).mappings()]


def views_of(asked: Rows) -> list[AnyView]:
    """Return the views that a question is asked of."""
    tables = set(find_tables(asked, include_aliases=True))
    return [view for view in VIEWS if view.table in tables]
