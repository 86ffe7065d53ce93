"""As of when a command reads: three options, one point; and the views as they were then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, cast
from uuid import UUID

import click

from api.as_of import as_it_was, streams_in
from api.cli_delegate import day
from projections.as_of import Point
from projections.paging import Rows

if TYPE_CHECKING:
    from api.looking import Looking, Looks
    from api.system import System

P = ParamSpec("P")


def at_a_point(command: Callable[P, None]) -> Callable[P, None]:
    """Let a command be asked as of when it reads, and give it that as its `point`."""

    @wraps(command)
    def asked(*args: P.args, **said: P.kwargs) -> None:
        known, papers = (cast("date | None", said.pop(one)) for one in ("known_on", "effective_on"))
        said["point"] = Point(known, papers, cast("int | None", said.pop("up_to")))
        command(*args, **said)

    positions = click.option(
        "--up-to", type=click.IntRange(0), help="Facts up to this position of the log."
    )
    known = day("--known-at", "known_on", help="What was recorded by the end of this day.")
    papers = day(
        "--as-of", "effective_on", help="What precedes the first act dated after this day."
    )
    return papers(known(positions(asked)))


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
