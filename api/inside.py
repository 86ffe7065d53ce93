"""The API as a neighbour in the same process asks it: through every gate, with no token."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

import orjson
from msgspec import convert
from structlog.contextvars import get_contextvars
from werkzeug.datastructures import FileStorage, Headers
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from api.actor import OFFICE, SPEAKER
from api.conditions import DELEGATION, etag
from api.fact_names import Names, names_of
from api.forms import JSON
from api.json_text import write
from api.operations import PREFIX
from api.pack.report import kinds
from api.problem_reply import said
from api.problems import Reason
from api.sentences import in_english
from api.trace import CORRELATION
from services.stores import Claims

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from api.system import System


FORM = "multipart/form-data"


class Ordered(Protocol):
    """An act as a neighbour sends it."""

    @property
    def body(self) -> Mapping[str, object]:
        """Return its body."""
        ...

    @property
    def seen(self) -> str | None:
        """Return the version that was seen; None where the act starts something."""
        ...

    @property
    def key(self) -> str:
        """Return under which key it goes."""
        ...

    @property
    def by(self) -> str:
        """Return the delegation by which somebody acts; nothing where by none."""
        ...

    @property
    def files(self) -> Mapping[str, FileStorage] | None:
        """Return the files of a form that brings some; None where the body is JSON."""
        ...


class Inside:
    """Asks the API in the name of somebody who is signed in: one gate for console and API."""

    def __init__(self, app: "WSGIApplication", system: "System") -> None:
        self._app, self._system = app, system

    def get(
        self, path: str, who: Claims, office: str | None, query: Mapping[str, str]
    ) -> tuple[int, Mapping[str, object], Mapping[str, str]]:
        """Return status, body and headers of what the API answers somebody."""
        builder = EnvironBuilder(
            path=PREFIX + path, query_string=query, headers=Headers(_said(office))
        )
        return self._answered(builder, who)

    def post(
        self, path: str, who: Claims, office: str | None, order: Ordered
    ) -> tuple[int, Mapping[str, object], Mapping[str, str]]:
        """Return the same of an order; each reason of a refusal `says` it in both languages."""
        builder = _ordering(path, office, order)
        status, answered, headers = self._answered(builder, who)
        return status, self._in_both(answered), headers

    def _in_both(self, told: Mapping[str, object]) -> Mapping[str, object]:
        """Return a problem whose reasons are said in Vietnamese as well."""
        reasons, names = told.get("reasons"), names_of(self._system)
        if not isinstance(reasons, list):
            return told
        both = [{**one, "says": says(one, names)} for one in reasons]
        return {**told, "reasons": both}

    def _answered(
        self, builder: EnvironBuilder, who: Claims
    ) -> tuple[int, Mapping[str, object], Mapping[str, str]]:
        environ = {**builder.get_environ(), SPEAKER: who}
        answer = Response.from_app(self._app, environ, buffered=True)
        told: Mapping[str, object] = orjson.loads(answer.get_data())
        return answer.status_code, told, dict(answer.headers)

    def words(self) -> Callable[[str, str, str | None], str]:
        """Return what says in Vietnamese how a code is called in its place, today or on a day."""
        names = names_of(self._system)

        def word(place: str, code: str, on: str | None) -> str:
            then = replace(names, on=date.fromisoformat(on)) if on else names
            return kinds().get(code, code) if place == "fact" else then.of(place, code)

        return word


def says(told: Mapping[str, object], names: Names) -> dict[str, str]:
    """Return a reason as the API tells it, in both languages."""
    reason = convert(told, Reason)
    english = in_english(reason.code, reason.detail, reason.facts, names)
    return {"vi": said(reason, names), "en": english}


def _ordering(path: str, office: str | None, order: Ordered) -> EnvironBuilder:
    """Return the request of an order."""
    seen = "" if order.seen is None else etag(order.seen)
    told = {"If-Match": seen, "Idempotency-Key": order.key, DELEGATION: order.by}
    given = {name: one for name, one in told.items() if one}
    data, kind = _content(order)
    return EnvironBuilder(
        path=PREFIX + path,
        method="POST",
        data=data,
        content_type=kind,
        headers=Headers({**_said(office), **given}),
    )


def _content(order: Ordered) -> tuple[bytes | dict[str, str | FileStorage], str]:
    """Return what an order sends, and of what kind it is."""
    if order.files is None:
        return write(order.body), JSON
    return {**{name: str(one) for name, one in order.body.items()}, **order.files}, FORM


def _said(office: str | None) -> dict[str, str]:
    """Return the headers of such a question; both lines of the log stand under one id."""
    correlation = get_contextvars().get("correlation_id")
    said = {OFFICE: office, CORRELATION: correlation}
    return {name: str(value) for name, value in said.items() if value is not None}
