"""For which year a case counts in what is published."""

from collections.abc import Mapping


def counts_for(acted: int, end: int, told: Mapping[int, int]) -> int:
    """
    Return the year that a case counts for: that of the act that ended it (house rule, ADR 111).

    Where that year was told before the end was written down, it is the next one that was not, so
    that no year changes once it is told, and no case is told twice or left out.

    Args:
        acted: the year of the date on the paper, in Viet Nam.
        end: the position in the log of the fact that ended it.
        told: the position up to which each year that was told counts.
    """
    year = acted
    while end > told.get(year, end):
        year += 1
    return year
