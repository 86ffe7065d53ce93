"""The views as they were as of a point: of all that somebody may see, and of no more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from api.as_of import as_it_was, streams_in
from projections.as_of import NOW, Point
from projections.columns import Row
from projections.paging import Rows

if TYPE_CHECKING:
    from api.looking import Looking, Looks
    from api.system import System

Among = Callable[[Point], Rows]
"""What asks the views of today for all things, and no fewer, that can be told as of a point."""


@dataclass(frozen=True, slots=True)
class LookingBack:
    """The views as they were as of a point, of some streams alone."""

    streams: Sequence[UUID]
    point: Point
    system: "System"

    def read(self, rows: Rows) -> tuple[list[dict[str, object]], int]:
        """Return the answer of then, and how far the log has come."""
        ledger = self.system.ledger
        return as_it_was(rows, self.streams, self.point, ledger), ledger.last_position()


def looking_back(system: "System", look: "Looking", among: Rows, point: Point) -> "Looks":
    """Return the views as somebody sees them, else as they were of all that *among* tells them."""
    if point.is_now:
        return look
    found, _ = look.read(among)
    keys = [one.name for one in among.selected_columns]
    return LookingBack(list(streams_in(found, keys)), point, system)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The views as somebody may see them, now or as of a point."""

    system: "System"
    look: "Looking"
    point: Point = NOW

    def answer(self, asked: Rows, among: Among) -> Sequence[Row]:
        """
        Return the answer to a question, of all that *among* tells whoever looks.

        Raises:
            Refused: as of then it would read too much of the log.
        """
        there = looking_back(self.system, self.look, among(self.point), self.point)
        return there.read(asked)[0]
