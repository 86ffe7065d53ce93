"""Every request: its correlation id, its log line, its place in the metrics."""

import re
from http import HTTPStatus
from time import perf_counter
from uuid import uuid4

import structlog
from flask import Flask, g, request
from werkzeug.wrappers import Response

from api.metrics import Metrics
from api.system import house

CORRELATION = "X-Correlation-Id"
POSITION = "Log-Position"
ALLOWED = re.compile(r"[A-Za-z0-9._-]{1,64}")
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def install(app: Flask, metrics: Metrics) -> None:
    """Follow every request of *app* from beginning to end."""

    def leave(response: Response) -> Response:
        response.headers[CORRELATION] = g.correlation
        _say_position(response)
        seconds = perf_counter() - g.began
        metrics.request(_route(), request.method, response.status_code, seconds)
        log.info(
            "request.answered",
            method=request.method,
            route=_route(),
            status=response.status_code,
            ms=round(seconds * 1000, 2),
            actor=g.claims.subject if "claims" in g else None,
            problem=g.get("problem"),
        )
        return response

    app.before_request(_enter)
    app.after_request(leave)


def _enter() -> None:
    g.began = perf_counter()
    g.received_at = house().clock.now()
    asked = request.headers.get(CORRELATION, "")
    g.correlation = asked if ALLOWED.fullmatch(asked) else str(uuid4())
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(correlation_id=g.correlation)


def _route() -> str:
    """Return the pattern of the address, so that no id and no text of a query is kept."""
    return request.url_rule.rule if request.url_rule else "(none)"


def _say_position(response: Response) -> None:
    """Say how far the log has come, where the route did not say it of its own answer."""
    said = POSITION in response.headers or not request.path.startswith("/api/")
    broken = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR  # maybe it is the log
    if not said and not broken:
        response.headers[POSITION] = str(house().ledger.last_position())
