"""Reading a message strictly: no field unknown, none twice, and everything wrong named at once."""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from itertools import islice
from types import UnionType
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from unicodedata import combining, normalize

import msgspec

from domain.refusal import Kind, Refusal, Refused
from services.strict_json import never, once
from services.value_forms import EARLIEST, LATEST

M = TypeVar("M")
MOST_TOLD = 50
MOST_MARKS = 30  # as in the stream-safe texts of Unicode (UAX 15)
PLAIN_NAME = re.compile(r"[a-z][a-z_]{0,39}")
UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def read(body: bytes, kind: type[M]) -> M:
    """
    Return the message in *body*; texts trimmed and in Unicode NFC.

    Raises:
        Refused: it is not JSON, or with every field that is wrong; no value is repeated.
    """
    try:
        found = _tidy(json.loads(body.decode(), object_pairs_hook=once, parse_constant=never))
    except (ValueError, RecursionError) as err:
        raise Refused(_not_json(err)) from None
    if wrong := list(islice(_wrong(found, kind, "$"), MOST_TOLD)):
        raise Refused(*wrong)
    return msgspec.convert(found, kind)


def _not_json(err: Exception) -> Refusal:
    """Say where a text stops being JSON, never what stands there."""
    if isinstance(err, json.JSONDecodeError):
        facts = {"line": str(err.lineno), "column": str(err.colno)}
    else:
        facts = {"why": "not-utf-8" if isinstance(err, UnicodeError) else "not-plain"}
    return Refusal("json-malformed", Kind.INVALID, "the content is not the JSON we take", facts)


def _tidy(value: object) -> object:
    """Return *value* with its texts in one form; ValueError for what no text can hold."""
    if isinstance(value, str):
        if UNWRITABLE.search(value) or _is_piled_up(value):
            raise ValueError("a character that no text can hold")
        return normalize("NFC", value).strip()
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if isinstance(value, dict):
        return {key: _tidy(one) for key, one in value.items()}
    return value


def _is_piled_up(text: str) -> bool:
    """Say whether marks stand on one letter beyond all measure: sorting them takes minutes."""
    run = 0
    for sign in "" if text.isascii() else text:
        run = run + 1 if combining(sign) else 0
        if run > MOST_MARKS:
            return True
    return False


def _wrong(value: object, hint: object, at: str) -> Iterator[Refusal]:
    """Return what is wrong with a value that should be of the type *hint*."""
    if get_origin(hint) in {Union, UnionType}:
        if value is not None:
            yield from _wrong(value, _inner(hint), at)
        return
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if isinstance(bare, type) and is_dataclass(bare):
        yield from _wrong_object(value, bare, at)
    elif get_origin(bare) is tuple and isinstance(value, list):
        yield from _wrong_list(value, hint, at)
    else:
        yield from _wrong_leaf(value, hint, at)


def _inner(hint: object) -> object:
    """Return what a field may hold beside None; all of ours are of one type and None."""
    (inner,) = (one for one in get_args(hint) if one is not type(None))
    return inner


def _wrong_list(value: list[object], hint: object, at: str) -> Iterator[Refusal]:
    """Say that a list is longer than its type allows, and what is wrong with its items."""
    listed, *bounds = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    for bound in bounds:
        most = bound.max_length if isinstance(bound, msgspec.Meta) else None
        if most is not None and len(value) > most:
            yield _invalid(at, f"Expected `array` of length <= {most}")
    for number, one in enumerate(value):
        yield from _wrong(one, get_args(listed)[0], f"{at}[{number}]")


def _wrong_object(value: object, kind: type, at: str) -> Iterator[Refusal]:
    if not isinstance(value, dict):
        yield _invalid(at, "Expected `object`")
        return
    hints = get_type_hints(kind, include_extras=True)
    for name in sorted(value.keys() - hints.keys()):
        named = name if PLAIN_NAME.fullmatch(name) else "?"
        yield _invalid(f"{at}.{named}", "Unknown field")
    for field in fields(kind):
        if field.name in value:
            yield from _wrong(value[field.name], hints[field.name], f"{at}.{field.name}")
        elif _is_required(field):
            yield _invalid(f"{at}.{field.name}", "Missing field")


def _is_required(field: Field[object]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _wrong_leaf(value: object, hint: object, at: str) -> Iterator[Refusal]:
    try:
        found = msgspec.convert(value, hint)
    except msgspec.ValidationError as err:
        allowed = get_args(hint) if get_origin(hint) is Literal else ()
        yield _invalid(at, f"Expected one of {', '.join(allowed)}" if allowed else str(err))
    else:
        if isinstance(found, date) and not EARLIEST <= found <= LATEST:
            yield _invalid(at, f"Expected a day between {EARLIEST} and {LATEST}")


def _invalid(at: str, detail: str) -> Refusal:
    return Refusal("message-invalid", Kind.INVALID, detail, {"field": at})
