"""The API as a neighbour in the same process asks it: through every gate, with no token."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import orjson
from structlog.contextvars import get_contextvars
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from api.actor import OFFICE, SPEAKER
from api.fact_names import names_of
from api.operations import PREFIX
from api.pack_report import kinds
from api.trace import CORRELATION
from services.stores import Claims

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from api.system import System


class Inside:
    """Asks the API what somebody who is signed in may read: one gate for console and API."""

    def __init__(self, app: "WSGIApplication", system: "System") -> None:
        self._app, self._system = app, system

    def get(
        self, path: str, who: Claims, office: str | None, query: Mapping[str, str]
    ) -> tuple[int, Mapping[str, object], Mapping[str, str]]:
        """Return status, body and headers of what the API answers somebody."""
        builder = EnvironBuilder(
            path=PREFIX + path, query_string=query, headers=Headers(_said(office))
        )
        environ = {**builder.get_environ(), SPEAKER: who}
        answer = Response.from_app(self._app, environ, buffered=True)
        told: Mapping[str, object] = orjson.loads(answer.get_data())
        return answer.status_code, told, dict(answer.headers)

    def words(self) -> Callable[[str, str], str]:
        """Return what says in Vietnamese how a code is called in its place, as of today."""
        names = names_of(self._system)

        def word(place: str, code: str) -> str:
            return kinds().get(code, code) if place == "fact" else names.of(place, code)

        return word


def _said(office: str | None) -> dict[str, str]:
    """Return the headers of such a question; both lines of the log stand under one id."""
    correlation = get_contextvars().get("correlation_id")
    said = {OFFICE: office, CORRELATION: correlation}
    return {name: str(value) for name, value in said.items() if value is not None}
