"""The table that a run prints: one line an answer, each beside its peer."""

from collections.abc import Sequence
from dataclasses import dataclass

HEADS = ("question", "store", "ours", "beside it", "ratio", "aim")


@dataclass(frozen=True, slots=True)
class Aim:
    """What an answer should be, whether it was, and whether it is as good as it has been."""

    words: str
    met: bool
    kept: bool = True

    def __str__(self) -> str:
        told = self.words if self.met else f"{self.words}: missed"
        return told if self.kept else f"{told}, and worse than it was"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer; `ratio` and `aim` say themselves in words, each question in its own."""

    question: str
    store: str
    ours: str
    beside: str = ""
    ratio: str = ""
    aim: Aim | None = None

    def told(self) -> tuple[str, ...]:
        """Return its cells; that of an aim stays empty where there is none."""
        aim = str(self.aim or "")
        return self.question, self.store, self.ours, self.beside, self.ratio, aim


def text(lines: Sequence[Line]) -> str:
    """Return *lines* as a table that reads the same in a terminal and in Markdown."""
    rows = [HEADS, *(one.told() for one in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_row(row, widths) for row in (rows[0], rule, *rows[1:]))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def number(value: float) -> str:
    """Return a number as people read it: thousands apart, few digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def millis(seconds: float) -> str:
    """Return a duration in milliseconds."""
    return f"{seconds * 1000:.2f} ms"
