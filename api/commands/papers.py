"""Papers of ours with what their receivers last said, for the command line."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from api.commands.print import brief, table
from api.commands.views import every
from projections.columns import Row
from projections.documents import Wanted, listed

if TYPE_CHECKING:
    from api.looking import Looking

MOST = 1_000_000
PAPERS = ("dated", "kind", "number", "unit", "exchange_state", "to_do", "document")


def told_of(look: "Looking", *, to_do: bool) -> list[Row]:
    """Return the papers a receiver said something of, or those of them that ask for an act."""
    ask = partial(listed, Wanted(to_do=to_do or None), look.scope, None)
    found = every(look, ask, ("dated", "document"), MOST)
    return [one for one in found if one["exchange_state"]]


def printed(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Print rows as a table; nothing where there are none."""
    if rows:
        table(columns, [[brief(row[name]) for name in columns] for row in rows])
