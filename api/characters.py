"""Which characters are no text of ours: those nobody sees, and line breaks within one line."""

from collections.abc import Sequence
from unicodedata import category, name

from domain.unseen import BLANK, IGNORED, Ranges, pattern_of

# Controls but tab and line breaks; the line and paragraph separators; marks of annotations.
CONTROL: Ranges = ((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x2028, 0x2029))
BREAKS: Ranges = ((0x09, 0x0A), (0x0D, 0x0D))
# What is drawn as each font likes, or never.
OF_NOBODY: Ranges = ((0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF))
UNSEEN: Ranges = (*CONTROL, *IGNORED, *BLANK, *OF_NOBODY, (0xFFF9, 0xFFFB))
# Unassigned, private, half a character: too many, and too new, for a pattern.
MEANINGLESS = frozenset({"Cn", "Co", "Cs"})
LAST_OF_FOUR_DIGITS = 0xFFFF
MOST_NAMED = 5


def _class(ranges: Ranges) -> str:
    """Return the inside of a bracket of a regular expression, as JavaScript and Python read it."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first == merged[-1][1] + 1:
            first, _ = merged.pop()  # noqa: PLW2901 - both are one range
        merged.append((first, last))
    return "".join(
        f"\\u{first:04x}" + (f"-\\u{last:04x}" if last > first else "") for first, last in merged
    )


def _of_four_digits(ranges: Ranges) -> Ranges:
    return [pair for pair in ranges if pair[1] <= LAST_OF_FOUR_DIGITS]


# In the description of the API those beyond four digits are left out: not every reader knows them.
TEXT = f"^[^{_class(_of_four_digits(UNSEEN))}]*$"
LINE = f"^[^{_class(_of_four_digits((*UNSEEN, *BREAKS)))}]*$"
_NOT_TEXT, _NOT_A_LINE = pattern_of(UNSEEN), pattern_of((*UNSEEN, *BREAKS))


def wrong_in(text: str, *, one_line: bool) -> list[str]:
    """Return each character that *text* may not hold, by code point: U+200B ZERO WIDTH SPACE."""
    unseen = _NOT_A_LINE if one_line else _NOT_TEXT
    told = dict.fromkeys(text)
    found = [one for one in told if unseen.match(one) or category(one) in MEANINGLESS]
    return [f"U+{ord(one):04X} {name(one, '')}".rstrip() for one in found]


def says_nothing(text: str) -> bool:
    """Say whether *text* holds signs, marks and blanks only: no letter and no digit."""
    return not any(one.isalnum() for one in text)


def complaint(wrong: Sequence[str]) -> str:
    """Return the sentence that says so; of very many it names the first."""
    more = f" and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
    return f"Must not hold {', '.join(wrong[:MOST_NAMED])}{more}."
