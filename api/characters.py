"""Which characters are no text of ours: those nobody sees, and line breaks within one line."""

import re
from collections.abc import Sequence
from unicodedata import category, name

Ranges = Sequence[tuple[int, int]]

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt), which Python cannot ask for:
# what is drawn as nothing, or turns the text around it. Vietnamese needs none of it.
IGNORED: Ranges = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
# Controls but tab and line breaks; the line and paragraph separators; marks of annotations.
CONTROL: Ranges = ((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x2028, 0x2029))
BREAKS: Ranges = ((0x09, 0x0A), (0x0D, 0x0D))
# Drawn as nothing though Unicode counts it as a sign; what is drawn as each font likes, or never.
BLANK: Ranges = ((0x2800, 0x2800),)
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


def _found_in(ranges: Ranges) -> re.Pattern[str]:
    inside = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
    return re.compile(f"[{inside}]")


# In the description of the API those beyond four digits are left out: not every reader knows them.
TEXT = f"^[^{_class(_of_four_digits(UNSEEN))}]*$"
LINE = f"^[^{_class(_of_four_digits((*UNSEEN, *BREAKS)))}]*$"
_NOT_TEXT, _NOT_A_LINE = _found_in(UNSEEN), _found_in((*UNSEEN, *BREAKS))


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
