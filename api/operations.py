"""How routes are documented: what each takes, what it answers, which problems may come."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import ParamSpec

from flask_smorest import Blueprint
from marshmallow import Schema
from werkzeug.wrappers import Response

from api.actor import admit, refuse_bad
from api.examples import example_of
from api.forms import NOTHING_ASKED, Act, Query
from api.gate import keep_out
from api.negotiation import HANDS_OUT_FILES, negotiate
from api.shapes import Receipt, ref
from api.system import house

PREFIX = "/api/v1"
JSON = "application/json"
SHAPE = "shape"
P = ParamSpec("P")

ALWAYS = (406, 422, 500)
PACED = (429,)
GUARDED = (401, *PACED)
PAGING = (400,)
ACTING = (400, 403, 404, 409, 413, 415, 503)
SEEN = (412, 428)
SAID = {"X-Correlation-Id": "CORRELATION", "Log-Position": "LOG_POSITION"}
TAGGED = {**SAID, "ETag": "VERSION"}
PAGED = {**SAID, "Link": "LINK"}


class Resource(Blueprint):  # type: ignore[misc]
    """A resource of the API; unless it is open to all a token is needed; a bad one is refused."""

    def __init__(self, name: str, description: str, *, open_to_all: bool = False) -> None:
        super().__init__(name, __name__, url_prefix=PREFIX, description=description)
        self._open = open_to_all
        self._prepare_doc_cbks.append(self._document_gate)
        self.before_request(negotiate)
        if open_to_all:
            self.before_request(refuse_bad)
        else:
            self.before_request(admit)
            self.before_request(let_in)

    @property
    def shapes(self) -> list[type]:
        """Return the types of all its answers."""
        operations = [one for path in self._docs.values() for one in path.values()]
        found = {one[SHAPE] for one in operations if isinstance(one, dict) and SHAPE in one}
        return sorted(found - {bytes}, key=attrgetter("__name__"))

    def _document_gate(self, doc: dict[str, object], _: object, **__: object) -> dict[str, object]:
        """Say who may ask; called by flask-smorest once an operation."""
        doc["security"] = [] if self._open else [{"bearer": []}]
        doc["responses"] = problems(GUARDED)
        return doc


def let_in() -> None:
    """Keep who may not read what an address names from all that stands below it."""
    keep_out(house())


class Documented:
    """A decorator that leaves a route as it is and says what flask-smorest shall write of it."""

    def __init__(
        self,
        taken: Sequence[object],
        answers: Mapping[str, object],
        statuses: Iterable[int],
        shape: type = Receipt,
    ) -> None:
        self._shape = shape
        self._arguments = {"parameters": list(taken)}
        self._responses = {**answers, **problems(statuses)}

    def __call__(self, route: Callable[P, Response]) -> Callable[P, Response]:
        """Return *route*, documented under its own name."""
        name = getattr(route, "__name__", "")
        manual = {"operationId": name, "responses": self._responses}
        documents = {"arguments": self._arguments, "manual_doc": manual, SHAPE: self._shape}
        setattr(route, HANDS_OUT_FILES, self._shape is bytes)
        setattr(route, "_apidoc", documents)  # noqa: B010 - where flask-smorest looks for it
        return route


def problems(statuses: Iterable[int]) -> dict[str, str]:
    """Return the documented problems of some statuses."""
    return {str(status): f"PROBLEM_{status}" for status in statuses}


def reads(
    shape: type,
    query: Query = NOTHING_ASKED,
    *,
    headers: Mapping[str, str] = SAID,
    also: Iterable[int] = (),
) -> Documented:
    """Document a route that reads *shape*."""
    answer = _answer("Found", headers, {JSON: {"schema": ref(shape)}})
    statuses = (*ALWAYS, *(PAGING if headers is PAGED else ()), *also)
    return Documented([_in("query", query)], {"200": answer}, statuses, shape)


def delivers(query: Query, *, also: Iterable[int] = ()) -> Documented:
    """Document a route that hands out a file."""
    content = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    answer = _answer("The bytes", {**SAID, "ETag": "DIGEST"}, content)
    return Documented([_in("query", query)], {"200": answer}, (*ALWAYS, *also), bytes)


def acts(form: type[Act], *, file: bool = False, shape: type = Receipt) -> Documented:
    """Document an act on something that exists, seen at a version."""
    answer = _answer("Done; the new version", TAGGED, {JSON: {"schema": ref(shape)}})
    body = _body(form, "files" if file else "json")
    taken = ["SEEN_VERSION", "IDEMPOTENCY_KEY", "DELEGATION", body]
    return Documented(taken, {"200": answer}, (*ALWAYS, *ACTING, *SEEN), shape)


def creates(form: type[Act]) -> Documented:
    """Document an act that starts something, under a key of the caller's."""
    headers = {**TAGGED, "Location": "LOCATION"}
    answer = _answer("Created", headers, {JSON: {"schema": ref(Receipt)}})
    taken = ["IDEMPOTENCY_KEY_REQUIRED", "DELEGATION", _body(form, "json")]
    return Documented(taken, {"201": answer}, (*ALWAYS, *ACTING))


def takes(form: type[Schema], shape: type) -> Documented:
    """Document what is handed in under no name: no token, no version, no key."""
    answer = _answer("Taken", SAID, {JSON: {"schema": ref(shape)}})
    statuses = (*ALWAYS, 400, 403, 404, 409, 413, 415, 503)
    return Documented([_body(form, "json")], {"200": answer}, statuses, shape)


def _in(location: str, schema: Schema) -> dict[str, object]:
    return {"in": location, "required": True, "schema": schema}


def _body(form: type[Schema], location: str) -> dict[str, object]:
    """Say what is sent; a form that asks for nothing may be left out whole."""
    schema = form()
    needed = any(field.required for field in schema.fields.values())
    said = {"in": location, "required": needed, "schema": schema}
    example = example_of(form)
    return said if example is None else {**said, "example": example}


def _answer(
    description: str, headers: Mapping[str, str], content: Mapping[str, object]
) -> dict[str, object]:
    return {"description": description, "headers": dict(headers), "content": dict(content)}
