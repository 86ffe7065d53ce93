"""Paths as CSV (RFC 4180): a line a deed."""

import csv
from collections.abc import Iterator
from io import StringIO

from services.path_export.lines import Line, Masks, Paths, lines_of

COLUMNS = ("case", "source", "award", "unit", "position", "activity", "step", "role", "capacity")
HEAD = (*COLUMNS, "officers", "on", "at")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(paths: Paths) -> Iterator[str]:
    """Yield a head and a line for every deed."""
    masks = Masks()
    yield _row(HEAD)
    for path in paths():
        yield "".join(_row(_cells(one)) for one in lines_of(path, masks))


def _cells(one: Line) -> tuple[str, ...]:
    told = (str(getattr(one, name)) for name in COLUMNS)
    return (*map(_plain, told), " ".join(one.officers), one.on, one.at)


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def _row(cells: tuple[str, ...]) -> str:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
