"""Every request: its correlation id, its log line, its place in the metrics."""

import re
from http import HTTPStatus
from secrets import token_hex
from time import perf_counter

import structlog
from flask import Flask, Request, g, request
from flask.globals import request_ctx
from structlog.contextvars import bind_contextvars
from werkzeug.wrappers import Response

from api.metrics import Metrics
from api.system import house
from api.trail import Trail, trail
from domain.personal.numbers_in_text import sorts_in

CORRELATION = "X-Correlation-Id"
POSITION = "Log-Position"
ALLOWED = re.compile(r"[A-Za-z0-9._-]{1,64}")
# What joins requests of one client must not join a ballot to its voter: ADR 36.
UNNAMED = frozenset({"ballots.cast_ballot"})
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def install(app: Flask, metrics: Metrics) -> None:
    """Follow every request of *app* from beginning to end."""

    def leave(response: Response) -> Response:
        mine, asked = trail(), request_ctx.request
        response.headers[CORRELATION] = mine.correlation
        _say_position(asked, response)
        seconds, route = perf_counter() - mine.began, _route(asked)
        metrics.request(route, asked.method, response.status_code, seconds)
        log.info(
            "request.answered",
            method=asked.method,
            route=route,
            status=response.status_code,
            ms=round(seconds * 1000, 2),
            actor=mine.claims.subject if mine.claims else None,
            problem=mine.problem,
        )
        return response

    app.before_request(_enter)
    app.after_request(leave)


def _enter() -> None:
    began = perf_counter()
    unnamed = request.endpoint in UNNAMED
    said = "" if unnamed else request.environ.get("HTTP_X_CORRELATION_ID", "")
    # It is kept beside each fact for good, as texts are (ADR 116).
    kept = ALLOWED.fullmatch(said) and not sorts_in(said)
    correlation = said if kept else token_hex(16)
    g.trail = Trail(began, house().clock.now(), correlation)
    bind_contextvars(correlation_id=correlation)


def _route(asked: Request) -> str:
    """Return the pattern of the address, so that no id and no text of a query is kept."""
    return asked.url_rule.rule if asked.url_rule else "(none)"


def _say_position(asked: Request, response: Response) -> None:
    """Say how far the log has come, where the route did not say it of its own answer."""
    said = POSITION in response.headers or not asked.path.startswith("/api/")
    broken = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR  # maybe it is the log
    if not said and not broken:
        response.headers[POSITION] = str(house().ledger.last_position())
