"""What is drawn on a terminal: a table, and bars for a long work."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from services.upkeep import Progress


def draw(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table of clean texts."""
    drawn = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        drawn.add_row(*map(Text, row))
    Console().print(drawn)


@contextmanager
def bars() -> Iterator[Progress]:
    """Lend a bar for each stage of a long work."""
    with Bars(console=Console(stderr=True), transient=True) as drawn:
        yield _drawn_on(drawn)


def _drawn_on(bars: Bars) -> Callable[[str, int, int], None]:
    tasks = {}

    def told(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total)
        bars.update(tasks[stage], completed=done, total=total)

    return told
