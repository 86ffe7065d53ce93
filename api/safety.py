"""What browsers and caches are told of every answer: guess nothing, keep nothing, frame nothing."""

from flask import Flask
from werkzeug.wrappers import Response

PRIVATE = "no-store"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


def install(app: Flask) -> None:
    """Say it of every answer of *app*; an answer's own word on caching stands."""

    def say(response: Response) -> Response:
        response.headers.extend(HEADERS)
        response.headers.setdefault("Cache-Control", PRIVATE)
        return response

    app.after_request(say)
