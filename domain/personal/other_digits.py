"""What digits are that only have the shape of a person's number: dates, lists, codes."""

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.personal.digit_groups import BLANK, OF_A_SUM, Digits

YEARS, MONTHS = range(1900, 2100), range(1, 13)
OF_A_MONTH, OF_A_YEAR = 2, 4
"""How many digits they have: a month at most."""
LEAST_LISTED = 3
SIGN, LETTER = r"[^\W_]", r"[^\W\d_]"
UUID = "-".join(f"[0-9a-fA-F]{{{size}}}" for size in (8, 4, 4, 4, 12))
WORD = (
    rf"{LETTER}+[0-9]+{LETTER}{SIGN}*|[0-9]+{LETTER}+[0-9]{SIGN}*"
    rf"|{LETTER}[0-9]+|[0-9]+[a-fA-F]+"
)
"""Letters and digits as none stand by a number, which has at most a word (`CCCD`, `SĐT`) at it."""
CODE = re.compile(rf"(?<!{SIGN})(?:{UUID}|{WORD})(?!{SIGN})")
NO_DIGIT = "x"


def without_codes(text: str) -> str:
    """Return a text of the same length, in which ids, digests and other codes have no digits."""
    return CODE.sub(lambda one: NO_DIGIT * len(one[0]), text)


def is_other(one: Digits) -> bool:
    """
    Say whether digits are no number of a person, whatever their shape.

    They are a date (`01.2024 - 12.2024`), count on (`07-08-09-10-11`), are marks (`08.5 09.0 8.75`)
    or a sum after a nought that stands alone (`0.901.234.567`).
    """
    if len(one.groups) == 1:
        return False
    lists = _has_date(one.groups) or _counts_on(one.groups)
    return lists or _are_several(one.signs) or _is_a_sum(one)


def _are_several(signs: Sequence[str | None]) -> bool:
    """Say whether each of several groups between blanks has a dot or dash of its own."""
    inner, outer = signs[::2], signs[1::2]
    return len(inner) >= LEAST_LISTED and BLANK not in inner and {*outer} == {BLANK}


def _is_a_sum(one: Digits) -> bool:
    """Say whether a nought alone and groups of three stand between dots or commas."""
    first, *others = one.groups
    return (
        not int(first)
        and {OF_A_SUM} == {len(each) for each in others}
        and {*one.signs} <= frozenset({".", ","})
    )


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
    """Say whether several groups go up by one, or groups of two digits by like steps."""
    steps = {int(two) - int(one) for one, two in pairwise(groups)}
    alike = len(steps) == 1 and 0 not in steps and max(map(len, groups)) <= OF_A_MONTH
    return len(groups) >= LEAST_LISTED and (steps == {1} or alike)
