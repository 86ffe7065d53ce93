"""Whether what somebody sent names a person, however it is written, as far as letters tell."""

import re
from collections.abc import Collection, Iterator
from unicodedata import combining, normalize
from urllib.parse import unquote

from services.deliveries import Delivery

WORD = re.compile(r"[^\W_]+")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
MEANT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
DEEP = 3
"""How many times what is meant is looked for: JSON may stand in a text of JSON."""
WIDE = ("utf-16-le", "utf-16-be")
"""How a text may be written beside UTF-8: every second byte of it is a nought then."""
NUMBER = re.compile(r"\+?[0-9]{8,}")
OF_VIET_NAM = re.compile(r"(?:\+?84|0)([1-9][0-9]{8,9})")
BETWEEN = r"[\s.()\-\u2010-\u2015\u2212]{0,4}"
"""What may part two digits of one number."""
MARKS = frozenset(".-")


def mentions(content: Delivery, told: Collection[str]) -> bool:
    """
    Say whether one of the texts *told* stands in a message: its content, its headers.

    Letter case, marks and what parts the words do not count, nor what parts the digits of a
    number: a namesake's is rather taken for the person's than the other way round. Pictures and
    archives are not looked into.
    """
    words = [f" {one} " for one in map(in_bare_words, told) if one]
    numbers = [one for one in map(_number, told) if one]
    seen = (_plain(text) for raw in _parts(content) for text in _readings(raw))
    return any(_names(text, words, numbers) for text in seen)


def in_bare_words(text: str) -> str:
    """Return the words of a text without marks, in small letters, a blank between them."""
    return " ".join(WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    """Return a text without the marks of its letters, all of them small."""
    apart = normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(one for one in apart if not combining(one))


def _names(text: str, words: Collection[str], numbers: Collection[re.Pattern[str]]) -> bool:
    """Say whether some words, or a number, stand in a plain text."""
    bare = f" {' '.join(WORD.findall(text))} "
    if any(one in bare for one in words):
        return True
    return any(_alone(text, found) for one in numbers for found in one.finditer(text))


def _number(told: str) -> re.Pattern[str] | None:
    """Return how a number may be written, from its first digit to its last; None: it is none."""
    if not NUMBER.fullmatch(told):
        return None
    home = OF_VIET_NAM.fullmatch(told)
    abroad = f"(?:0{BETWEEN}0{BETWEEN})?8{BETWEEN}4{BETWEEN}(?:0{BETWEEN})?"
    start = f"(?:{abroad}|0{BETWEEN})" if home else ""
    digits = BETWEEN.join(home[1] if home else told.lstrip("+"))
    return re.compile(f"(?<![0-9])(?=({start}{digits})(?![0-9]))")


def _alone(text: str, found: re.Match[str]) -> bool:
    """Say whether a number ends where it was found: the dots or hyphens in it do not go on."""
    start, end = found.span(1)
    around = text[max(start - 2, 0) : start][::-1], text[end : end + 2]
    inside = MARKS.intersection(found[1])
    return not any(one[:1] in inside and one[1:].isdecimal() for one in around)


def _parts(content: Delivery) -> Iterator[bytes]:
    yield content.body
    for name, value in content.headers:
        yield name.encode()
        yield value


def _readings(raw: bytes) -> Iterator[str]:
    """Yield what stands in some bytes; of a text that is escaped, what is meant as well."""
    texts = [raw.decode(errors="ignore")]
    if b"\0" in raw:
        texts += [raw.decode(one, "ignore") for one in WIDE]
    for text in texts:
        yield from _meanings(text)
        if "%" in text:
            yield from _meanings(unquote(text))


def _meanings(text: str) -> Iterator[str]:
    """Yield a text, and what it means where it is written in JSON, or JSON in a text of JSON."""
    yield text
    for _ in range(DEEP):
        if "\\" not in text:
            return
        text = _unescaped(text)
        yield text


def _unescaped(text: str) -> str:
    """Return a text with the escapes of JSON resolved; two halves of a letter become one."""
    meant = ESCAPE.sub(lambda one: _letter(*one.groups()), text)
    return meant.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _letter(code: str | None, sign: str) -> str:
    return chr(int(code, 16)) if code else MEANT.get(sign, sign)
