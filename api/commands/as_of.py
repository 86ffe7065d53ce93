"""As of when a command reads: three options, one point."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec, cast

import click

from api.commands.delegate import day
from projections.as_of import Point

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
