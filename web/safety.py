"""What browsers are told of every page: run nothing, frame nothing, keep nothing, tell nobody."""

from flask import Flask, request
from werkzeug.wrappers import Response

from web.house import house

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # Not `no-referrer`: under it forms of ours would come with the origin `null`.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
YEAR = "max-age=31536000"


def install(app: Flask) -> None:
    """Say it of every answer of *app*; an answer's own word on caching stands."""
    app.after_request(_say)


def _say(reply: Response) -> Response:
    console = house().console
    reply.headers.update(HEADERS)
    reply.headers["Content-Security-Policy"] = _policy()
    if console.origin.startswith("https://"):
        reply.headers["Strict-Transport-Security"] = YEAR
    if request.endpoint == "static":
        reply.headers["Cache-Control"] = "max-age=3600"
    else:
        reply.headers["Cache-Control"] = "no-store"
    return reply


def _policy() -> str:
    """Return the policy; signing out leads a form of ours on to the issuer."""
    provider = house().console.provider
    return " ".join([POLICY, *(provider.origins if provider else ())])
