"""The description of the API: OpenAPI 3.1, written by flask-smorest from the routes themselves."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from flask import Flask
from flask_smorest import Api

from api.not_as_of import told_of_them
from api.operations import Resource
from api.problem_words import title
from api.problems import KINDS, PROBLEM_JSON, STATUS
from api.shapes import ProblemDetails, schemas

VERSION = "1.0.0"
ABOUT = """Award nominations from the ward to whoever may decide them; every act an immutable fact.

Acts on something that exists name the version they have seen (`If-Match`, from the `ETag` of a
read). Acts that start something carry an `Idempotency-Key`; sent again with the same content they
have the same answer and no second effect. Views follow the log: `Log-Position` says how far, and
`at_least` waits for a position, such as that of one's own write.

A read takes `known_at` (what was recorded by a day), `effective_at` (what precedes the first paper
of a later day) and `up_to` (a position), and answers as it would have then; who may read, names and
erasures are those of today. An inbox or a board of then reads the facts of the cases it can tell
of, and none where these are too many (`as-of-too-dear`). Told only as they are now:

{not_as_of}

A problem speaks the language that `Accept-Language` prefers of `vi` and `en`, `en` if it prefers
neither."""
KEY = "5f0c6f0a-8d5f-4f0e-9a44-0f6f3f0f7c11"  # the page to try knows it too
HOW_TO_SIGN_IN = (
    "As `vinhdanh token --actor NAME --role ROLE --unit CODE --capacity TM` prints it, alone. Who "
    "holds several offices names the one of a request in the header `Office`, as `leader@10532`."
)
ID = "7f3d5b1e6a524d0c9c5e2f1f8a6d4b90"

HEADERS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "CORRELATION": (
        "The id under which the log speaks of this request.",
        {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
    ),
    "LOG_POSITION": (
        "How far the log, or the view that was read, has come.",
        {"type": "string", "pattern": "^[0-9]+$"},
    ),
    "LANGUAGE": (
        "The language of the words: what Accept-Language prefers, `vi` or `en`; else `en`.",
        {"type": "string", "enum": ["en", "vi"]},
    ),
    "VERSION": ("The version, for If-Match.", {"type": "string", "pattern": '^"[0-9]+"$'}),
    "DIGEST": ("The SHA-256 of the bytes.", {"type": "string", "pattern": '^"[0-9a-f]{64}"$'}),
    "LINK": ("The next page (rel=next, RFC 8288), absent on the last.", {"type": "string"}),
    "LOCATION": ("Where it stands.", {"type": "string", "format": "uri-reference"}),
    "CHALLENGE": ("How to prove who speaks.", {"type": "string"}),
    "ALLOWED": ("What the address takes.", {"type": "string"}),
    "RETRY_AFTER": ("Seconds to wait.", {"type": "string", "pattern": "^[0-9]+$"}),
}
SOMETIMES = {"LINK", "RETRY_AFTER", "LOG_POSITION"}
WITH_PROBLEMS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "CHALLENGE"},
    405: {"Allow": "ALLOWED"},
    412: {"ETag": "VERSION"},
    429: {"Retry-After": "RETRY_AFTER"},
    503: {"Retry-After": "RETRY_AFTER"},
}
KEY_SCHEMA = {"type": "string", "pattern": "^[!-~]{1,200}$"}
PARAMETERS: Mapping[str, Mapping[str, object]] = {
    "SEEN_VERSION": {  # IF_MATCH is a name flask-smorest has filled already
        "name": "If-Match",
        "required": True,
        "description": "The version that was read, in quotes. `*` names none and is answered 428.",
        "schema": {"type": "string", "pattern": '^"[1-9][0-9]{0,17}"$'},
        "example": '"3"',
    },
    "DELEGATION": {
        "name": "Delegation",
        "description": "The id of the delegation this is done by, in the place of its delegator.",
        "schema": {"type": "string", "format": "uuid"},
    },
    "IDEMPOTENCY_KEY": {
        "name": "Idempotency-Key",
        "description": "Makes a repeat harmless.",
        "schema": KEY_SCHEMA,
    },
    "IDEMPOTENCY_KEY_REQUIRED": {
        "name": "Idempotency-Key",
        "required": True,
        "description": "A new one for each new thing; the same one to ask again.",
        "schema": KEY_SCHEMA,
        "example": KEY,
    },
}


def about() -> str:
    """Return what the description begins with."""
    return ABOUT.format(not_as_of=told_of_them())


def describe(app: Flask, resources: Sequence[Resource]) -> Api:
    """Register *resources* with *app* and write down what they do."""
    app.config.update(
        API_TITLE="Vinh Danh", API_VERSION=VERSION, OPENAPI_VERSION="3.1.0", OPENAPI_URL_PREFIX=None
    )
    api = _Described(app, spec_kwargs={"info": {"description": about()}})
    shapes = {ProblemDetails, *(shape for one in resources for shape in one.shapes)}
    _components(api, sorted(shapes, key=attrgetter("__name__")))
    for resource in resources:
        api.register_blueprint(resource)
    return api


class _Described(Api):  # type: ignore[misc]
    """Flask-smorest without answers of its own: every error is a problem of ours."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave errors to `api.refusals`."""

    def _register_responses(self) -> None:
        """Document no error but ours."""


def _components(api: Api, shapes: Iterable[type]) -> None:
    parts = api.spec.components
    bearer = {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": HOW_TO_SIGN_IN,
    }
    parts.security_scheme("bearer", bearer)
    for name, schema in schemas(list(shapes)).items():
        parts.schema(name, dict(schema))
    for name, (description, shape) in HEADERS.items():
        required = name not in SOMETIMES
        parts.header(name, {"description": description, "required": required, "schema": shape})
    for name, parameter in PARAMETERS.items():
        parts.parameter(name, "header", dict(parameter))
    for status in sorted({*STATUS.values(), *KINDS.values()}):
        parts.response(f"PROBLEM_{status}", _problem(status))


def _problem(status: int) -> dict[str, object]:
    """Return the documented answer of one error status, with an example for each of its codes."""
    codes = [code for code, its in STATUS.items() if its == status] or ["role-missing"]
    said = {"X-Correlation-Id": "CORRELATION", "Log-Position": "LOG_POSITION"}
    said |= {"Content-Language": "LANGUAGE"}
    content = {
        "schema": {"$ref": "#/components/schemas/ProblemDetails"},
        "examples": {code: {"value": _example(code, status)} for code in codes},
    }
    return {
        "description": "; ".join(title(code) for code in codes),
        "headers": {**said, **WITH_PROBLEMS.get(status, {})},
        "content": {PROBLEM_JSON: content},
    }


def _example(code: str, status: int) -> dict[str, object]:
    detail = title(code)
    return {
        "type": f"/problems/{code}",
        "title": detail,
        "status": status,
        "detail": detail,
        "code": code,
        "reasons": [{"code": code, "detail": detail, "facts": {}}],
        "correlation_id": ID,
    }
