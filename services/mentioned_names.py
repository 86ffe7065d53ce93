"""Whether a text has somebody's whole name, or their mailbox, in it: letter case does not count."""

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

from domain.unseen import without_unseen
from services.mentions import WORD

BEFORE_A_NAME = frozenset({"hộ", "gia", "đình", "ông", "bà"})
LEAST_WORDS = 2
STROKE = "\u0335"
"""What đ has that d has not, written as a mark of its own."""
Word = tuple[str, tuple[str, ...]]


def says_name(text: str, name: str) -> bool:
    """
    Say whether a whole name stands in a text, each word with its marks or with none.

    One word alone is no whole name: names are common words. What a household or a person is called
    before the name is none of it. Where the tone stands in a word does not count.
    """
    called = _words(_bare_of_address(name))
    said = _words(text)
    if len(called) < LEAST_WORDS:
        return False
    marked = any(marks for _, marks in called)
    starts = range(len(said) - len(called) + 1)
    return any(_same(said[at : at + len(called)], called, marked=marked) for at in starts)


def says_mailbox(text: str, told: str) -> bool:
    """Say whether the address of a mailbox stands in a text."""
    written, address = (normalize("NFKC", one.casefold()) for one in (text, told))
    return re.search(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", written) is not None


def _bare_of_address(name: str) -> str:
    words = normalize("NFC", name).split()
    while words and words[0].casefold() in BEFORE_A_NAME:
        words = words[1:]
    return " ".join(words)


def _words(text: str) -> list[Word]:
    """Return the words of a text, each as its letters and its marks."""
    return [_word(one) for one in WORD.findall(normalize("NFKC", without_unseen(text)))]


def _word(word: str) -> Word:
    apart = normalize("NFD", word.casefold()).replace("đ", f"d{STROKE}")
    letters = "".join(one for one in apart if not combining(one))
    return letters, tuple(sorted(filter(combining, apart)))


def _same(said: Sequence[Word], called: Sequence[Word], *, marked: bool) -> bool:
    """Say whether words are those of a name; one kept without any mark has those of any."""
    return all(
        mine == letters and (mine_marks in {(), marks} or not marked)
        for (mine, mine_marks), (letters, marks) in zip(said, called, strict=True)
    )
