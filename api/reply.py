"""Answers that are no problem: JSON with its tag, its position and the way to the next page."""

from collections.abc import Mapping

from flask import request
from werkzeug.wrappers import Response

from api.json_text import write

JSON = "application/json"


def answer(
    value: object, *, tag: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return *value* as JSON; not again to a caller who holds the very same under its *tag*."""
    reply = Response(write(value), 200, headers, content_type=JSON)
    if tag is not None:
        reply.headers["ETag"] = tag
        reply.make_conditional(request)
    return reply
