"""Characters that are drawn as nothing: a word reads the same with and without them."""

import re
from collections.abc import Sequence

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
# Drawn as nothing though Unicode counts it as a sign.
BLANK: Ranges = ((0x2800, 0x2800),)


def pattern_of(ranges: Ranges) -> re.Pattern[str]:
    """Return what finds one character of *ranges*."""
    inside = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
    return re.compile(f"[{inside}]")


_UNSEEN = pattern_of((*IGNORED, *BLANK))


def without_unseen(text: str) -> str:
    """Return *text* as it is read: without what is drawn as nothing."""
    return _UNSEEN.sub("", text)
