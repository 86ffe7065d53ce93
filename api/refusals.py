"""From everything that can go wrong to a problem: the only place where errors become answers."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

import structlog
from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from api.gate import unread_by_act
from api.house_act.unread import unread_house_act
from api.json_text import BadJson
from api.metrics import Metrics
from api.problem_reply import reply
from api.problem_words import title
from api.problems import KINDS, STATUS, Problem, Reason, gravest
from api.system import house
from api.trail import trail
from domain.proof.note import BadNote
from domain.proof.paths import NoSuchTree
from domain.refusal import Refused
from services.handle import Stale
from services.personal_data import NamesBusy
from services.ports import Conflict
from services.proofs import NotTheSameLog
from services.stores import BadToken, Damaged, NoSuchFile, TooLarge, WrongType
from services.witnessing import NotTaken

CHALLENGE = "WWW-Authenticate"
STORE_SECONDS = "5"
LIBRARY = {
    400: "request-malformed",
    404: "address-unknown",
    405: "method-not-allowed",
    406: "not-acceptable",
    413: "too-large",
    415: "media-type-refused",
}
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
E = TypeVar("E", bound=Exception)


def install(app: Flask, metrics: Metrics) -> None:
    """Make *app* answer every error with a problem."""

    def on(kind: type[E], answer: Callable[[E], Response]) -> None:
        app.register_error_handler(kind, answer)

    on(Problem, _problem)
    on(Refused, partial(_refused, metrics))
    on(Stale, partial(_stale, metrics))
    on(Conflict, partial(_conflict, metrics))
    on(BadToken, _bad_token)
    on(BadJson, lambda err: _answer("json-malformed", str(err)))
    on(TooLarge, lambda err: _answer("too-large", str(err)))
    on(WrongType, lambda err: _answer("media-type-refused", str(err)))
    on(NoSuchFile, lambda _: _answer("evidence-unknown", "no such file is kept"))
    on(BadNote, lambda err: _answer("note-malformed", str(err)))
    on(NotTaken, lambda err: _answer(err.code, str(err)))
    on(NoSuchTree, lambda err: _answer("position-unknown", str(err)))
    on(NotTheSameLog, _another_log)
    on(NamesBusy, _names_busy)
    on(Damaged, _damaged)
    on(HTTPException, _library)
    on(Exception, _broken)


def _answer(
    code: str,
    detail: str,
    *,
    reasons: Iterable[Reason] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    trail().problem = code
    return reply(STATUS[code], code, detail, tuple(reasons) or (Reason(code, detail),), headers)


def _problem(err: Problem) -> Response:
    return _answer(err.code, err.detail, reasons=err.reasons, headers=err.headers)


def _refused(metrics: Metrics, err: Refused) -> Response:
    metrics.act(trail().command, "refused")
    metrics.refusals(refusal.code for refusal in err.refusals)
    unread = unread_by_act(house())
    return _told(err if unread is None else Refused(unread))


def _told(err: Refused) -> Response:
    first = gravest(err.refusals)
    trail().problem = first.code
    reasons = [Reason(one.code, one.detail, dict(one.facts)) for one in err.refusals]
    return reply(KINDS[first.kind], first.code, first.detail, reasons)


def _stale(metrics: Metrics, err: Stale) -> Response:
    metrics.act(trail().command, "stale")
    if unread := unread_by_act(house()) or unread_house_act(house()):
        return _told(Refused(unread))
    detail = f"the version is {err.version}"
    reasons = [Reason("version-stale", detail, {"version": str(err.version)})]
    return _answer("version-stale", detail, reasons=reasons, headers={"ETag": f'"{err.version}"'})


def _conflict(metrics: Metrics, _: Conflict) -> Response:
    metrics.act(trail().command, "conflict")
    detail = "others wrote the same histories each time"
    return _answer("busy", detail, headers={"Retry-After": "1"})


def _names_busy(_: NamesBusy) -> Response:
    detail = "it cannot be kept just now who reads names, so none is told"
    return _answer("names-busy", detail, headers={"Retry-After": "1"})


def _bad_token(err: BadToken) -> Response:
    if err.reason == "missing":
        return _answer("token-missing", "send a bearer token", headers={CHALLENGE: "Bearer"})
    reasons = [Reason("token-refused", "the token was refused", {"reason": err.reason})]
    said = f'Bearer error="invalid_token", error_description="{err.reason}"'
    return _answer(
        "token-refused",
        f"the token was refused: {err.reason}",
        reasons=reasons,
        headers={CHALLENGE: said},
    )


def _damaged(err: Damaged) -> Response:
    log.error("evidence.damaged", sha256=str(err))
    return _answer("evidence-damaged", "the stored file no longer is what was stored")


def _another_log(err: NotTheSameLog) -> Response:
    log.error("log.altered", why=str(err))
    return _answer("log-altered", str(err))


def _library(err: HTTPException) -> Response:
    """Answer what Flask found wrong before or instead of a route of ours."""
    code = LIBRARY.get(err.code or 0)
    if code is None:
        return _broken(err)
    allowed = {
        name: value
        for name, value in err.get_headers(request.environ)
        if name in {"Allow", "Retry-After"}
    }
    return _answer(code, title(code), headers=allowed)


def _broken(err: Exception) -> Response:
    """Say nothing of what broke but where to look: under the correlation id in the log."""
    if house().is_away(err):
        log.error("store.away", exc_info=err)
        detail = "a store cannot be used; see the log under the correlation id"
        return _answer("store-away", detail, headers={"Retry-After": STORE_SECONDS})
    log.error("request.broken", exc_info=err)
    return _answer("internal", "see the log under the correlation id")
