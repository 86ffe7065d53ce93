"""
Which cells of a published table are hidden, so that nobody can be counted out of it.

House rule: a group smaller than a limit is not told, nor is another cell, from which and the total
it could be computed; where no other cell is, the whole table is withheld. What is hidden beside a
small group is chosen by name and not by size, for a size that is known to be the next one tells
of the others.

Tables of the same cases are linked: who knows whom an award honours counts in one what another
hides. So beside the first a table is told only where no group of all things told is small.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ended:
    """One case that ended: how, for which coded reason, and after how many days."""

    unit: str
    award: str
    subject: str
    outcome: str
    reason: str
    days: int


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by key, None where hidden; no cell at all, and perhaps no total, where withheld."""

    total: int | None
    cells: Mapping[str, int | None]
    withheld: bool = False


def published(counts: Mapping[str, int], smallest: int) -> Table:
    """Return the table of *counts*, each above 0, that may be published."""
    total = sum(counts.values())
    if 0 < total < smallest:
        return Table(None, {}, withheld=True)
    hidden = hidden_in(counts, smallest)
    if hidden is None:
        return Table(total, {}, withheld=True)
    return Table(total, {key: None if key in hidden else counts[key] for key in sorted(counts)})


def linked(ended: Sequence[Ended], names: Sequence[str], smallest: int) -> Mapping[str, Table]:
    """
    Return the tables of the same cases, by one thing each, that may be published together.

    The first is told in any case, with cells hidden; each other one only where no group by that
    thing and all told before is small, else it is withheld whole. Where the first is withheld,
    so is the sum of all, which with the list of what there is can tell of small groups.
    """
    tables: dict[str, Table] = {}
    told: list[str] = []
    for name in names:
        table = published(_counts(ended, [name]), smallest)
        safe = min(_counts(ended, [*told, name]).values(), default=smallest) >= smallest
        if not told or safe:
            told.append(name)
            tables[name] = table
        else:
            tables[name] = Table(table.total, {}, withheld=True)
    if any(tables[name].withheld for name in names[:1]):
        return dict.fromkeys(names, Table(None, {}, withheld=True))
    return tables


def _counts(ended: Sequence[Ended], names: Sequence[str]) -> Mapping[str, int]:
    return Counter("\0".join(getattr(one, name) for name in names) for one in ended)


def hidden_in(counts: Mapping[str, int], smallest: int) -> frozenset[str] | None:
    """
    Return the keys to hide, None where hiding cells does not help.

    One cell beside the small groups is enough, but for the one sum that only ones and a cell just
    large enough make: then another is hidden.
    """
    small = [key for key in sorted(counts) if counts[key] < smallest]
    others = [key for key in sorted(counts) if counts[key] >= smallest]
    if not small:
        return frozenset()
    more = 1 if _sum_of(counts, [*small, *others[:1]]) > len(small) + smallest else 2
    return _with_others(small, others, more)


def _with_others(small: list[str], others: list[str], more: int) -> frozenset[str] | None:
    return frozenset((*small, *others[:more])) if len(others) >= more else None


def _sum_of(counts: Mapping[str, int], keys: Sequence[str]) -> int:
    return sum(counts[key] for key in keys)


def medians(days: Mapping[str, list[int]], table: Table) -> Mapping[str, float]:
    """Return the middle of the days of each cell that is published."""
    return {key: median(days[key]) for key, count in table.cells.items() if count is not None}
