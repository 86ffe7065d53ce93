"""What the command line prints: a table on a terminal, plain lines in a pipe, JSON when asked."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from unicodedata import category

import click
from rich.console import Console
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

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
    drawn = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(clean(cell)) for cell in row))
    Console().print(drawn)


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


@contextmanager
def progress() -> Iterator[Progress]:
    """Lend a bar for each stage of a long work, on a terminal; elsewhere nothing is drawn."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    with Bars(console=Console(stderr=True), transient=True) as bars:
        yield _drawn_on(bars)


def _drawn_on(bars: Bars) -> Callable[[str, int, int], None]:
    tasks = {}

    def told(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total)
        bars.update(tasks[stage], completed=done, total=total)

    return told


def brief(value: object) -> object:
    """Return a nested value as one line; what is flat stays as it is."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {brief(one)}" for key, one in value.items() if one)
    if isinstance(value, list):
        return "; ".join(str(brief(one)) for one in value)
    return value
