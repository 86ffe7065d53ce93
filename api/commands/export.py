"""`vinhdanh export`: every fact as it is stored, or the paths of all cases for other tools."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.commands.door import Door
from api.commands.print import say

if TYPE_CHECKING:
    from api.system import System
    from domain.audit.path import Path as Course

FACTS = "facts"


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([FACTS, "ocel", "xes", "csv"]),
    default=FACTS,
    show_default=True,
    help="Facts to be verified; or cases for process mining: OCEL 2.0 JSON, IEEE XES, CSV.",
)
@click.pass_obj
def export(door: Door, /, file: Path, form: str) -> None:
    """
    Write every fact as it is stored to a file, to be verified where there is no service.

    The other formats tell what was done on each case, with no names, and give numbers to officers.
    """
    if form == FACTS:
        say(f"{file}: {written(file, door.store.exported())} facts")
        return
    with door.open() as system:
        written(file, (one.encode() for one in told(system, form)))
    say(f"{file}: as {form}")


def written(file: Path, pieces: Iterable[bytes]) -> int:
    """Write a file whole or not at all; return of how many pieces."""
    count = 0
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("wb") as opened:
            for piece in pieces:
                opened.write(piece)
                count += 1
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return count


def told(system: "System", form: str) -> Iterator[str]:
    """Yield the paths of all cases in a format, as far as the log had come at the beginning."""
    from api.commands.views import caught_up  # noqa: PLC0415 - facts need no views
    from services.path_export.formats import FORMATS  # noqa: PLC0415 - as above

    last = system.ledger.last_position()
    caught_up(system)
    return FORMATS[form](lambda: courses(system, last))


def courses(system: "System", last: int) -> Iterator["Course"]:
    """Yield the paths as they were when the log ended at a position."""
    from api.audit.reading import all_paths  # noqa: PLC0415 - as above
    from api.looking import Looking  # noqa: PLC0415 - as above
    from domain.reading import EVERYTHING  # noqa: PLC0415 - as above
    from projections.path_rows import path_of  # noqa: PLC0415 - as above

    for row in all_paths(Looking(system.views, EVERYTHING)):
        path = path_of(row)
        deeds = tuple(one for one in path.deeds if one.position <= last)
        if deeds:
            yield replace(path, deeds=deeds)
