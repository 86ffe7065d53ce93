"""One reading of words that are written several ways: marks of tones, i and y, look-alikes."""

import re
from collections.abc import Iterator
from unicodedata import category, name, normalize

from domain.access import person

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
OPEN_I = re.compile("(h|k|l|m|s|t|qu)y")
WORD = re.compile(r"[^\W\d_]+")
UNITS = frozenset("\u03bc\u03a9\u03c9")  # of measure: they stand beside Latin letters
LATIN = "LATIN"


def letters(text: str) -> str:
    """Return letters, marks and numbers of *text* in one writing, without what parts them."""
    return "".join(one for one in person(text) if category(one)[0] in "LMN")


def as_read(text: str) -> str:
    """
    Return *text* as a reader tells it from others, whichever way its words are spelt.

    The mark of the tone counts, where in its syllable it is put does not (hoá is hóa, ma is not
    má), and i and y are one where they end a syllable alone after h, k, l, m, s, t or qu (lí is lý,
    tai is not tay).
    """
    words = re.split(r"[^\w\u0300-\u036f]+", person(text))
    return "".join(letters(_syllable(word)) for word in words)


def _syllable(word: str) -> str:
    tones = "".join(one for one in word if one in TONES)
    plain = "".join(one for one in word if one not in TONES)
    return (plain[:-1] + "i" if OPEN_I.fullmatch(plain) else plain) + tones


def mixed(text: str) -> Iterator[str]:
    """Yield the words of *text* in which letters of another script stand among Latin ones."""
    for word in WORD.findall(normalize("NFKC", text)):
        scripts = {_script(one) for one in word if one not in UNITS}
        if LATIN in scripts and scripts - {LATIN, "MODIFIER", "COMBINING"}:
            yield word


def _script(letter: str) -> str:
    return name(letter, LATIN).split()[0]
