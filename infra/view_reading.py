"""Asking the views: rows beside the position they reflect, and waiting for one's own write."""

from collections.abc import Callable, Mapping, Sequence
from time import monotonic, sleep
from typing import NamedTuple

from sqlalchemy import Engine

from projections.bookkeeping import named, positions_of
from projections.paging import Rows
from projections.view import AnyView

FIRST_PAUSE, LONGEST_PAUSE = 0.002, 0.05


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

    def __init__(self, views: Sequence[AnyView], engine: Engine, wake: Callable[[], None]) -> None:
        """Take what to read, where it lies, and how to hurry whoever keeps it."""
        self._views, self._engine, self._wake = views, engine, wake

    def read(self, rows: Rows) -> Seen:
        """Return the answer to a question of a view."""
        with self._engine.connect() as tx:
            position = min(positions_of(self._views, tx).values())
            return Seen([dict(row) for row in tx.execute(rows).mappings()], position)

    def reach(self, position: int, seconds: float) -> bool:
        """Wait until every view has come to *position*; say whether it did in time."""
        end, pause = monotonic() + seconds, FIRST_PAUSE
        while min(self.positions().values()) < position:
            if monotonic() >= end:
                return False
            self._wake()
            sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        return True

    def positions(self) -> Mapping[str, int]:
        """Return how far each view has come."""
        with self._engine.connect() as tx:
            found = positions_of(self._views, tx)
        return {named(view)[0]: position for view, position in found.items()}
