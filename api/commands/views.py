"""Reading the views for the command line: caught up first, whole lists, names joined."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from projections.columns import Row
from projections.paging import Cursor, Rows
from services.upkeep import CannotOpen

if TYPE_CHECKING:
    from api.looking import Looks
    from api.system import System

PATIENCE = 30.0
PAGE = 500


def caught_up(system: "System") -> None:
    """
    Wait until the views have come to the end of the log.

    Raises:
        CannotOpen: they do not in time.
    """
    if not system.reach(system.ledger.last_position(), PATIENCE):
        raise CannotOpen("the views are behind the log; see `vinhdanh doctor`")


def every(
    look: "Looks", ask: Callable[[Cursor | None, int], Rows], by: Sequence[str], most: int
) -> list[Row]:
    """Return up to *most* rows of a list that somebody may see, page by page."""
    found: list[Row] = []
    after: Cursor | None = None
    while len(found) < most:
        size = min(PAGE, most - len(found))
        rows, _ = look.read(ask(after, size))
        found += rows[:size]
        if len(rows) <= size:
            break
        after = tuple(found[-1][name] for name in by)
    return found
