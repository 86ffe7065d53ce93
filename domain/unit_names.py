"""Finding a unit by what people type: without case, without diacritics, by part of the name."""

import unicodedata
from collections.abc import Iterable

_DROPPED = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323'\u2019"))
_FOLDED = _DROPPED | {ord("đ"): "d", ord("-"): " ", ord("."): " "}
NO_FIT = 4


def fold(text: str) -> str:
    """Return *text* in small letters without Vietnamese diacritics (đ is d) and apostrophes."""
    flat = unicodedata.normalize("NFD", text.casefold()).translate(_FOLDED)
    return " ".join(flat.split())


def fit(wanted: str, code: str, full: str, bare: str) -> int:
    """
    Return how well a folded text fits a unit: 0 is the very name or code, NO_FIT not at all.

    1 is a beginning, 2 the beginning of a word inside, 3 any part. *bare* is the name without
    the word that says the kind of unit.
    """
    if wanted in {full, bare, code}:
        return 0
    if full.startswith(wanted) or bare.startswith(wanted) or code.startswith(wanted):
        return 1
    if f" {wanted}" in full:
        return 2
    return 3 if wanted in full else NO_FIT


class Names:
    """The names of all units, folded once, to be searched."""

    def __init__(self, units: Iterable[tuple[str, str, str]]) -> None:
        """*units* are code, name and the word for the kind of unit ("phường")."""
        self._entries = [
            (code.casefold(), name.casefold(), full, full.removeprefix(fold(kind)).strip())
            for code, name, kind in units
            for full in (fold(name),)
        ]

    def fitting(self, text: str) -> list[int]:
        """Return the places of the units *text* fits, the best first, else as they were given."""
        wanted = fold(text)
        written = unicodedata.normalize("NFC", text.casefold()).strip()
        fits = [
            (how, written not in name, at)
            for at, (code, name, full, bare) in enumerate(self._entries)
            if (how := fit(wanted, code, full, bare)) != NO_FIT
        ]
        return [at for _, _, at in sorted(fits)]
