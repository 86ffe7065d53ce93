"""
Which groups of a published table are told, so that nobody can be counted out of it.

House rule: a group smaller than a limit is not told by itself but together with others: with every
other small one, and with as many larger ones as it takes that none of them can be computed. A group
that goes along is chosen by name and not by size, for a size that is known to be the next one tells
of the others. Groups that are told together are not named, so that an empty one could be among
them. Statistical offices call it primary and complementary suppression; the limit and the choice
by name are house rules (ADR 65).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Table:
    """
    Counts by key, none of them small, and of all `others` together; None where even they are few.

    `others` is 0 where every group is told, and None, as the total, where nothing is.
    """

    total: int | None
    cells: Mapping[str, int]
    others: int | None


def published(counts: Mapping[str, int], smallest: int) -> Table:
    """Return the table of *counts*, each above 0, that may be published; *smallest* from 3 on."""
    total = sum(counts.values())
    if 0 < total < smallest:
        return Table(None, {}, None)
    pooled = told_together(counts, smallest)
    cells = {key: counts[key] for key in sorted(counts) if key not in pooled}
    return Table(total, cells, total - sum(cells.values()))


def told_together(counts: Mapping[str, int], smallest: int) -> frozenset[str]:
    """
    Return the groups to tell together only: all of them where there are not enough.

    One larger group beside the small ones is enough, but for the one sum that only ones and a group
    just large enough make: then another goes along.
    """
    small = [key for key in sorted(counts) if counts[key] < smallest]
    others = [key for key in sorted(counts) if counts[key] >= smallest]
    if not small:
        return frozenset()
    more = 1 if _sum_of(counts, [*small, *others[:1]]) > len(small) + smallest else 2
    return frozenset((*small, *others[:more]))


def _sum_of(counts: Mapping[str, int], keys: Sequence[str]) -> int:
    return sum(counts[key] for key in keys)


def medians(days: Mapping[str, list[int]], table: Table) -> Mapping[str, float]:
    """Return the middle of the days of each group that is told."""
    return {key: median(days[key]) for key in table.cells}
