"""The full name of whoever a text is about, seen in it as whole words that follow each other."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from unicodedata import normalize

from domain.refusal import Kind, Refusal

FULL = 2
"""The fewest words of a full name: a single one is a common word."""
WORD = re.compile(r"[\w\u0300-\u036f]+")
TONES = tuple(
    (normalize("NFC", f"{one}{tone}{other}"), normalize("NFC", f"{one}{other}{tone}"))
    for one, other in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
)
"""Where two vowels end a syllable its tone is put on either: `hòa` is `hoà`."""


def no_text_names_its_nominee(
    field: str, text: str, names: Collection[str], stood: str = ""
) -> Iterator[Refusal]:
    """
    Refuse a text that has one of the *names* of whoever it is about; the name is never repeated.

    What it puts right may have *stood* there with that name, which may then stay.

    Source:
        House rule (ADR 131): what is written into an act can never be erased (domain facts 13.15).
    """
    said = _in_one_writing(text)
    found = (name for name in names if _may_name(said, name) and names_one(text, name))
    if any(not names_one(stood, name) for name in found):
        detail = (
            f'{field}: this text has the name of the nominee and can never be erased; write "the '
            'nominee" or leave the name out'
        )
        yield Refusal("nominee-named-in-text", Kind.INVALID, detail, {"field": field})


def names_one(text: str, name: str) -> bool:
    """
    Say whether a full name stands in a text: all its words in their order, blanks alone between.

    Letter case, Unicode form and which vowel bears a tone do not count, marks do. One word is no
    full name; one of two words, as common words are (`an ninh`), has to begin both with capitals.

    Source:
        House rule (ADR 131).
    """
    called, said = normalize("NFC", name), normalize("NFC", text)
    wanted, found = list(WORD.finditer(called)), list(WORD.finditer(said))
    parted = _parted(wanted, called)
    full = 1 + sum(parted)
    if full < FULL:
        return False
    written = [*map(_word, wanted)]
    some = (found[at : at + len(wanted)] for at in range(len(found)))
    same = (one for one in some if [*map(_word, one)] == written and _parted(one, said) == parted)
    return any(full > FULL or _has_capitals(one) for one in same)


def _has_capitals(words: list[re.Match[str]]) -> bool:
    return all(one[0][0].isupper() for one in words)


def _may_name(said: str, name: str) -> bool:
    """Say quickly whether a name could stand in a text that is in one writing: all its words do."""
    return all(_word(one) in said for one in WORD.finditer(normalize("NFC", name)))


def _in_one_writing(text: str) -> str:
    """Return a text in small letters, each tone on one of its vowels, a blank for any blanks."""
    said = normalize("NFC", text).casefold()
    for either, other in TONES:
        said = said.replace(either, other)
    return " ".join(said.split())


def _word(found: re.Match[str]) -> str:
    return _in_one_writing(found[0])


def _parted(words: list[re.Match[str]], text: str) -> list[bool]:
    """Say of each two words that follow whether blanks alone are between them."""
    return [text[one.end() : other.start()].isspace() for one, other in pairwise(words)]
