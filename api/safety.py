"""What browsers and caches are told of every answer: guess nothing, keep nothing, frame nothing."""

from flask import Flask, request
from werkzeug.wrappers import Response

PRIVATE = "no-store"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What an answer may load that says nothing of its own: it is data, and no page."""
YEAR = "max-age=31536000"


def install(app: Flask) -> None:
    """Say it of every answer of *app*; an answer's own word on caching and loading stands."""
    app.after_request(_say)


def _say(response: Response) -> Response:
    response.headers.extend(HEADERS)
    response.headers.setdefault("Cache-Control", PRIVATE)
    response.headers.setdefault("Content-Security-Policy", POLICY)
    if request.is_secure:  # only a proxy that is believed says so: we speak plain HTTP ourselves
        response.headers["Strict-Transport-Security"] = YEAR
    return response
