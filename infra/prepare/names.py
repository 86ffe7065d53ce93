"""Names of units as the packages write them, in the forms we need."""

import unicodedata

KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "trung ương")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def tidy(name: str) -> str:
    """Return a name with composed letters and single spaces; the spelling stays the source's."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def kind(name: str) -> str:
    """Return the word for the kind of unit at the head of a name, in small letters."""
    small = name.casefold()
    return next((words for words in KINDS if small.startswith(words)), small.split()[0])


def with_kind(name: str) -> str:
    """Return the name of a new province with the word "Tỉnh" where the list leaves it out."""
    return name if name.startswith("Thành phố ") else f"Tỉnh {name.removeprefix('Tỉnh ')}"


def spelling(name: str) -> str:
    """
    Return a name in a form two lists agree on: small letters, no signs, tones at the word's end.

    "Hoà" and "Hòa" become one; "Hà" and "Hạ" stay two.
    """
    apart = unicodedata.normalize("NFD", name.casefold())
    return " ".join(map(_tone_last, "".join(map(_letter, apart)).split()))


def _letter(sign: str) -> str:
    return sign if sign.isalnum() or unicodedata.combining(sign) else " "


def _tone_last(word: str) -> str:
    return "".join(sorted(word, key=TONES.__contains__))
