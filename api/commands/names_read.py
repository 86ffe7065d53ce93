"""
Where a command reads a name: a prompt, its input or a file, and never its arguments.

Everybody on the machine sees the arguments of a process, and a shell keeps them in its history.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

import click

from api.commands.particulars_read import beside, in_lines, prompted, tells_one

name_file = click.option(
    "--name-file",
    type=click.File(encoding="utf-8"),
    help="A file with the name, and on a second line a note that tells namesakes apart; `-` is the "
    "input, which is read also where this is left out. On a terminal both are asked for.",
)


def name_read(
    file: TextIO | None = None, *, named: bool = True, particulars: bool = False
) -> Mapping[str, object]:
    """
    Return a name and a note, where there is one, as a file, the input or a person says them.

    With particulars where they are asked for, or these alone.
    """
    if file is None and sys.stdin.isatty():
        said = _prompted() if named else []
        return beside(_called(said), prompted() if particulars else None)
    lines = (file or sys.stdin).read().splitlines()
    head = _of_the_name(lines, particulars=particulars) if named else 0
    return beside(_called(lines[:head]), in_lines(lines[head:]) if particulars else None)


def _of_the_name(lines: Sequence[str], *, particulars: bool) -> int:
    """Say how many lines are the name's: no note is where a particular stands in its place."""
    return 1 if particulars and lines[1:] and tells_one(lines[1]) else 2


def _prompted() -> list[str]:
    return [click.prompt("Name"), click.prompt("Note", default="", show_default=False)]


def _called(said: list[str]) -> dict[str, str]:
    told = zip(("name", "note"), (one.strip() for one in said), strict=False)
    return {key: one for key, one in told if one}
