"""What digits are that only have the shape of a person's number: dates, lists, codes."""

from collections.abc import Sequence
from itertools import pairwise

from domain.personal.digit_groups import Digits

YEARS, MONTHS = range(1900, 2100), range(1, 13)
OF_A_MONTH, OF_A_YEAR = 2, 4
"""How many digits they have: a month at most."""
LEAST_LISTED = 3


def is_other(one: Digits, text: str) -> bool:
    """
    Say whether digits of a text are no number of a person, whatever their shape.

    They are a date (`01.2024 - 12.2024`), count on (`07-08-09-10-11`), or stand in a code
    (`H01-230501-0001`, `9e0856676967d`).
    """
    before, after = text[max(one.start - 2, 0) : one.start], text[one.end : one.end + 1]
    if len(one.groups) == 1:
        return before[-1:].isalpha() and after.isalpha()
    return _has_date(one.groups) or _counts_on(one.groups) or _ends_in_one_letter(before)


def _has_date(groups: Sequence[str]) -> bool:
    """Say whether a month and its year stand side by side."""
    return any(
        len(one) <= OF_A_MONTH
        and len(two) == OF_A_YEAR
        and int(one) in MONTHS
        and int(two) in YEARS
        for one, two in pairwise(groups)
    )


def _counts_on(groups: Sequence[str]) -> bool:
    """Say whether each of several groups is one more than that before it."""
    steps = [int(two) - int(one) for one, two in pairwise(groups)]
    return len(groups) >= LEAST_LISTED and set(steps) == {1}


def _ends_in_one_letter(before: str) -> bool:
    """Say whether a single letter stands right before, as in the code of an agency."""
    return before[-1:].isalpha() and not before[:-1].isalpha()
