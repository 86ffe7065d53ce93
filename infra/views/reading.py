"""Asking the views: rows beside the position they reflect."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Engine

from domain.bearing import Concern
from domain.reading import EVERYTHING, Scope
from infra.views.tables import differences
from projections.bookkeeping import name_of, positions, positions_of, troubles_of, writing
from projections.bus_state import BusReport, make_bus_tables, whole_report
from projections.concerned import concern_of, units_of
from projections.delegations import lent_to
from projections.paging import Rows
from projections.row_security import seen_by
from projections.rows import is_postgres
from projections.scoping import narrowed
from projections.view import AnyView


class Seen(NamedTuple):
    """Rows of a view, and the position of the log they are known to reflect."""

    rows: list[dict[str, object]]
    position: int


class ViewReader:
    """
    Reads views that somebody else keeps, in this process or in another.

    A position is that of the view that is furthest behind: a row may reflect later facts, never
    only earlier ones.
    """

    def __init__(self, views: Sequence[AnyView], engine: Engine) -> None:
        """Take what to read, and where it lies."""
        self._views, self._engine = views, engine

    def read(self, rows: Rows, scope: Scope) -> Seen:
        """Return the answer to a question of a view, cut down to what a reader may read."""
        with self._engine.connect() as tx:
            if is_postgres(tx):
                seen_by(scope, tx)
            position = min(positions_of(self._views, tx).values())
            found = tx.execute(narrowed(rows, scope)).mappings()
            return Seen([dict(row) for row in found], position)

    def concerned_by(self, thing: UUID) -> frozenset[Concern]:
        """Return whom a case, submission or session concerns; nobody of an unknown one."""
        with self._engine.connect() as tx:
            if is_postgres(tx):
                seen_by(EVERYTHING, tx)
            return frozenset(concern_of({**row}) for row in tx.execute(units_of(thing)).mappings())

    def lent_to(self, delegate: str, on: date) -> Sequence[tuple[str, str]]:
        """Return the offices, role and unit each, in which somebody may act for others on a day."""
        rows, _ = self.read(lent_to(delegate, on), EVERYTHING)
        return [(str(one["role"]), str(one["unit"])) for one in rows]

    def tables(self) -> list[str]:
        """Say what of which table stands otherwise in the database than the views define it."""
        defined = (positions, *(view.table for view in self._views))
        with self._engine.connect() as tx:
            return [what for table in defined for what in differences(table, tx)]

    def positions(self) -> Mapping[str, int]:
        """Return how far each view has come."""
        with self._engine.connect() as tx:
            found = positions_of(self._views, tx)
        return {name_of(view): position for view, position in found.items()}

    def troubles(self) -> Mapping[str, str]:
        """Return what whoever keeps the views has found to be wrong with which of them."""
        with self._engine.connect() as tx:
            return troubles_of(tx)

    def prepare_bus(self) -> None:
        """Make the tables of the bus, so that it can be asked how it is."""
        with writing(self._engine) as tx:
            make_bus_tables(tx)

    def bus(self, last: int, now: datetime) -> BusReport:
        """Return how the bus is at this moment, beside a log that ends at *last*."""
        with self._engine.connect() as tx:
            if is_postgres(tx):
                seen_by(EVERYTHING, tx)
            return whole_report(last, now, tx)
