"""Pages of a list: cursors that only we can read, and the link to the next page (RFC 8288)."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import UUID

import orjson
from flask import request
from werkzeug.wrappers import Response

from api.problems import Problem
from api.reply import answer

Parse = Callable[[str], object]
NO_FILTERS = frozenset({"cursor", "limit", "at_least"})
NOTHING: Mapping[str, object] = MappingProxyType({})
MARK = re.compile("[0-9a-f]{16}")
MOST = 2**63 - 1  # what a database takes as a whole number
day, id_ = date.fromisoformat, UUID


def number(text: str) -> int:
    """Return a position or a place in a list; ValueError for what no list can have."""
    found = int(text)
    if 0 <= found <= MOST:
        return found
    raise ValueError(text)


def instant(text: str) -> datetime:
    """Return an instant in UTC; OverflowError where there is none in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def mark_of(path: str, asked: Mapping[str, str]) -> str:
    """Return what tells a list under its filters from every other; the sort goes with the list."""
    filters = sorted((name, text) for name, text in asked.items() if name not in NO_FILTERS)
    return sha256(orjson.dumps([path, filters])).hexdigest()[:16]


def cursor_of(*values: object) -> str:
    """Return a cursor that stands after the row with these values, of the list asked for."""
    texts = [_mark(), *(str(value) for value in values)]
    return urlsafe_b64encode(orjson.dumps(texts)).decode().rstrip("=")


def opened(cursor: str | None, *kinds: Parse) -> tuple[object, ...] | None:
    """
    Return the values of a cursor of ours, None when there is none.

    Raises:
        Problem: it is no cursor, or one of another list or of other filters.
    """
    if cursor is None:
        return None
    try:
        mark, *texts = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if MARK.fullmatch(mark) and mark != _mark():
            raise _refused("cursor-foreign", "a cursor of another list, or of other filters")
        return tuple(kind(text) for kind, text in zip(kinds, texts, strict=True))
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise _refused("query-invalid", "no cursor of this list") from None


def _mark() -> str:
    return mark_of(request.path, request.args)


def _refused(code: str, detail: str) -> Problem:
    return Problem(code, detail, facts={"field": "cursor"})


def page(
    items: Sequence[object],
    after: str | None,
    *,
    headers: Mapping[str, str] | None = None,
    beside: Mapping[str, object] = NOTHING,
) -> Response:
    """
    Answer with *items* and what stands *beside* them.

    *after* is the cursor of the next page, None on the last.
    """
    reply = answer({"items": items, **beside}, headers=headers)
    if after is not None:
        asked = {**request.args.to_dict(), "cursor": after}
        reply.headers["Link"] = f'<{request.path}?{urlencode(asked)}>; rel="next"'
    return reply


def sliced(items: Sequence[object], cursor: str | None, limit: int) -> Response:
    """Answer with a page of a list that lies in memory whole."""
    start = opened(cursor, number)
    first = start[0] if start and isinstance(start[0], int) else 0
    end = first + limit
    return page(items[first:end], cursor_of(end) if end < len(items) else None)
