"""What the command line prints: a table on a terminal, plain lines in a pipe, JSON when asked."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from unicodedata import category

import click

from api.json_text import write
from services.upkeep import Progress

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def document(value: object) -> None:
    """Print *value* as one JSON document."""
    click.echo(write(value))


def say(line: str) -> None:
    """Print one line of text."""
    click.echo(clean(line))


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows: drawn on a terminal, else one line each, columns parted by a tab."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            click.echo("\t".join(map(clean, row)))
        return
    from api.commands.drawing import draw  # noqa: PLC0415 - a pipe draws nothing

    draw(columns, [[clean(cell) for cell in row] for row in rows])


def fields(found: Mapping[str, object]) -> None:
    """Print a thing, a field a line."""
    for name, value in found.items():
        say(f"{name:14}  {brief(value)}")


def clean(value: object) -> str:
    """Return *value* on one line, without signs that would steer a terminal."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%MZ")
    return "".join(_visible(sign) for sign in str(value))


def _visible(sign: str) -> str:
    match category(sign):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs":
            return ""
    return sign


def progress() -> AbstractContextManager[Progress]:
    """Lend a bar for each stage of a long work, on a terminal; elsewhere nothing is drawn."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _stage, _done, _total: None)
    from api.commands.drawing import bars  # noqa: PLC0415 - as above

    return bars()


def brief(value: object) -> object:
    """Return a nested value as one line; what is flat stays as it is."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {brief(one)}" for key, one in value.items() if one)
    if isinstance(value, list):
        return "; ".join(str(brief(one)) for one in value)
    return value
