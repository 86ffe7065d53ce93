"""What one log line may say: private fields and secrets are hidden, the rest becomes plain JSON."""

import json
import math
import re
from collections.abc import Mapping, MutableMapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import PurePath
from uuid import UUID

import orjson

HIDDEN = "[hidden]"
DEEPEST = 5
# A field is private when its name, letters only, ends like this: nominee_name, accessToken, ...
PRIVATE = (
    "name",
    "names",
    "token",
    "tokens",
    "jwt",
    "bearer",
    "authorization",
    "cookie",
    "password",
    "passwd",
    "passphrase",
    "secret",
    "privatekey",
    "apikey",
    "email",
    "phone",
    "mobile",
    "address",
    "birthday",
    "cccd",
    "note",
    "title",
)
SECRETS = re.compile(
    r"(?i:\bbearer\s+)\S+|\beyJ[\w-]+\.[\w.-]+|(?<=://)[^/@\s]+(?=@)|(?i:(?:password|secret)\s*[=:]\s*)\S+"
)

Line = MutableMapping[str, object]


def hide(_logger: object, _method: str, line: Line) -> Line:
    """Return *line* fit to be kept: structlog's step before the last."""
    return _fields(line, 0)


def encode(_logger: object, _method: str, line: Line) -> bytes:
    """Return *line* as JSON, also where it holds half a character or a giant number."""
    try:
        return orjson.dumps(line)
    except TypeError:
        return json.dumps(line).encode()


@lru_cache(maxsize=1024)
def is_private(key: str) -> bool:
    """Say whether a field of this name is never written out."""
    return re.sub(r"[^a-z]", "", key.lower()).endswith(PRIVATE)


def _fields(fields: Mapping[str, object], depth: int) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, value in fields.items():
        plain[str(key)] = HIDDEN if is_private(str(key)) else _plain(value, depth)
    return plain


def _plain(value: object, depth: int) -> object:
    """Return *value* as JSON knows it; of an unknown thing only its type: it may hold names."""
    if isinstance(value, str):
        return SECRETS.sub(HIDDEN, value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (UUID, Decimal, PurePath)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _nested(value, depth + 1)


def _nested(value: object, depth: int) -> object:
    if depth > DEEPEST:
        return "[deep]"
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Mapping):
        return _fields(value, depth)
    if isinstance(value, (set, frozenset)):
        return [_plain(item, depth) for item in sorted(value, key=repr)]
    if isinstance(value, (list, tuple)):
        return [_plain(item, depth) for item in value]
    return f"<{type(value).__name__}>"
