"""
Where a command reads a name: a prompt, its input or a file, and never its arguments.

Everybody on the machine sees the arguments of a process, and a shell keeps them in its history.
"""

import sys
from collections.abc import Mapping
from typing import TextIO

import click

name_file = click.option(
    "--name-file",
    type=click.File(encoding="utf-8"),
    help="A file with the name, and on a second line a note that tells namesakes apart; `-` is the "
    "input, which is read also where this is left out. On a terminal both are asked for.",
)


def name_read(file: TextIO | None = None) -> Mapping[str, str]:
    """Return a name and a note, where there is one, as a file, the input or a person says them."""
    if file is None and sys.stdin.isatty():
        said = [click.prompt("Name"), click.prompt("Note", default="", show_default=False)]
    else:
        said = [one.strip() for one in (file or sys.stdin).read().splitlines()[:2]]
    return {key: one for key, one in zip(("name", "note"), said, strict=False) if one}
