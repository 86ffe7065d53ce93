"""JSON in and out: strict when read, orjson when written."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

import orjson

from services.strict_json import never, once

DEEPEST = 32
LONGEST_NUMBER = 18
OPENING = re.compile(rb"[\[{]")
UNPAIRED = re.compile("[\ud800-\udfff]")


class BadJson(Exception):
    """A text is not the JSON we take; says what is wrong, never what was sent."""


def read(text: bytes) -> object:
    """
    Return the value of a JSON text in UTF-8; numbers with a point become Decimal.

    Raises:
        BadJson: malformed, a field twice, NaN, a lone surrogate, a NUL, or nested too deep.
    """
    if len(OPENING.findall(text)) > DEEPEST:
        _measure(text)
    try:
        found: object = DECODER.decode(text.decode())
    except UnicodeDecodeError:
        raise BadJson("the body is not UTF-8") from None
    except (ValueError, RecursionError) as err:
        raise BadJson(f"the body is not JSON: {_place(err)}") from None
    if b"\\u" in text:
        _refuse_half_characters(found)
    return found


def write(value: object) -> bytes:
    """Return *value* as JSON in UTF-8; decimals as text, with the digits they were written in."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("a number is beyond all measure")
    return int(digits)


def _exact(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except ArithmeticError:
        raise ValueError("a number is beyond all measure") from None


def _measure(text: bytes) -> None:
    """Refuse a text nested too deep; brackets within strings do not count."""
    depth = 0
    for sign in re.findall(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', text, re.DOTALL):
        depth += (sign in b"[{") - (sign in b"]}")
        if depth > DEEPEST:
            raise BadJson(f"the body is nested more than {DEEPEST} deep")


def _place(err: Exception) -> str:
    if isinstance(err, json.JSONDecodeError):
        return f"line {err.lineno}, column {err.colno}"
    return str(err) if isinstance(err, ValueError) else "too much of it"


def _refuse_half_characters(value: object) -> None:
    for text in _texts(value):
        if "\0" in text or UNPAIRED.search(text):
            raise BadJson("the body holds a character that no text can hold")


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)


DECODER = json.JSONDecoder(
    object_pairs_hook=once, parse_constant=never, parse_float=_exact, parse_int=_whole
)
