"""Whether what somebody sent names a person, however it is written, as far as letters tell."""

import re
from collections.abc import Collection, Iterator
from unicodedata import combining, normalize
from urllib.parse import unquote

from services.deliveries import Delivery

ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
WORD = re.compile(r"[^\W_]+")
WIDE = ("utf-16-le", "utf-16-be")
"""How a text may be written beside UTF-8: every second byte of it is a nought then."""


def mentions(content: Delivery, told: Collection[str]) -> bool:
    """
    Say whether one of the texts *told* stands in a message: its content, its headers.

    Letter case, marks and what parts the words do not count: a namesake's is rather taken for the
    person's than the other way round. Pictures and archives are not looked into.
    """
    sought = [f" {words} " for one in told if (words := in_bare_words(one))]
    seen = [in_bare_words(text) for raw in _parts(content) for text in _readings(raw)]
    return any(one in f" {text} " for text in seen for one in sought)


def in_bare_words(text: str) -> str:
    """Return the words of a text without marks, in small letters, a blank between them."""
    apart = normalize("NFKD", text.casefold()).replace("đ", "d")
    return " ".join(WORD.findall("".join(one for one in apart if not combining(one))))


def _parts(content: Delivery) -> Iterator[bytes]:
    yield content.body
    for name, value in content.headers:
        yield f"{name}: ".encode() + value


def _readings(raw: bytes) -> Iterator[str]:
    """Yield what stands in some bytes; of a text that is escaped, what is meant as well."""
    text = raw.decode(errors="ignore")
    yield text
    if "\\u" in text:
        yield ESCAPE.sub(lambda one: chr(int(one[1], 16)), text)
    if "%" in text:
        yield unquote(text)
    if b"\0" in raw:
        yield from (raw.decode(one, "ignore") for one in WIDE)
