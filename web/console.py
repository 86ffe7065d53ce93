"""The console: an application of its own beside the API, which it asks as anybody else does."""

from secrets import token_hex
from time import perf_counter

import structlog
from flask import Flask, g, redirect, render_template, request, url_for
from jinja2 import StrictUndefined
from structlog.contextvars import bind_contextvars
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from domain.house_acts.policies import READERS
from services.signing_in import Console
from web import (
    acting,
    case_page,
    gate,
    house_words,
    numbers,
    opening,
    own_issuer,
    proposals,
    safety,
    signing,
    unit_cases,
    words,
    work,
)
from web.house import Api, House, bind, house, present

BROKEN = 500
CORRELATION = "X-Correlation-Id"
SAYS = {
    403: "forbidden",
    404: "unknown",
    411: "length-unsaid",
    413: "too-large",
    421: "elsewhere",
    429: "too-often",
    work.NOT_NOW: "not-now",
}
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Pages(Flask):
    """Flask whose pages ask for nothing that is not there."""

    jinja_options = {"undefined": StrictUndefined}  # noqa: RUF012 - Flask's own, and never changed


def console(house_of: Console, api: Api) -> Flask:
    """Return the application of the console."""
    app = Pages("web", static_url_path="/console/static")
    app.config.update(MAX_CONTENT_LENGTH=gate.LARGEST_FORM, PROPAGATE_EXCEPTIONS=False)
    bind(app, House(house_of, api))
    app.before_request(_enter)
    gate.install(app)
    app.after_request(_leave)
    safety.install(app)
    for one in (
        signing.signing,
        work.work,
        unit_cases.unit_cases,
        case_page.case_page,
        opening.opening,
        acting.acting,
        proposals.proposals,
        own_issuer.own_issuer,
    ):
        app.register_blueprint(one)
    app.add_url_rule("/", "root", lambda: redirect(url_for("work.show_work"), 303))
    app.register_error_handler(work.OfficeNeeded, _office)
    app.register_error_handler(Exception, _broken)
    app.context_processor(_words)
    return app


def _enter() -> None:
    g.began, g.correlation = perf_counter(), token_hex(16)
    bind_contextvars(correlation_id=g.correlation)


def _leave(reply: Response) -> Response:
    """Log a request: its pattern, never its query, where codes and names could stand."""
    here = present()
    reply.headers[CORRELATION] = g.correlation
    log.info(
        "page.answered",
        method=request.method,
        route=request.url_rule.rule if request.url_rule else "(none)",
        status=reply.status_code,
        peer=gate.knocking(),
        ms=round((perf_counter() - g.began) * 1000, 2),
        actor=here.who.arrival.claims.subject if here else None,
    )
    return reply


def _office(_: work.OfficeNeeded) -> Response:
    return redirect(url_for("signing.choose"), 303)


def _broken(err: Exception) -> Response:
    """Say what kept a page from being shown, and nothing of what broke."""
    status = (err.code or BROKEN) if isinstance(err, HTTPException) else BROKEN
    if status >= BROKEN and status not in SAYS:
        log.error("page.broken", exc_info=err)
    said = g.get("said") or SAYS.get(status, "broken" if status >= BROKEN else "malformed")
    page = render_template(
        "problem.html", said=said, origin=house().console.origin, trace=g.correlation
    )
    waits = {"Retry-After": str(g.wait)} if "wait" in g else {}
    return Response(page, status, headers=waits, content_type="text/html; charset=utf-8")


def _words() -> dict[str, object]:
    """Return what every page may say, and who is signed in."""
    here = present()
    return {
        "say": words.say,
        "plain": words.plain,
        "both": words.both,
        "called": words.called,
        "standing": words.standing,
        "seat": words.seat,
        "day": words.day,
        "number": numbers.number_shown,
        "hint": words.hint,
        "summed_up": house_words.summed_up,
        "about": house_words.about,
        "differing": house_words.differing,
        "csrf": gate.page_token,
        "who": here.who.arrival.claims if here else None,
        "offices": signing.spoken(),
        "proposes": any(one.role in READERS for one in signing.spoken()),
        "several": len(signing.held()) > 1,
    }
