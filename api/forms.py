"""What callers send: bodies and queries in their form, checked before anything is decided."""

from collections.abc import Iterator, Mapping
from typing import NoReturn

from flask import request
from marshmallow import RAISE, Schema, fields, validate
from marshmallow.exceptions import ValidationError

from api.fields import Count, Day
from api.json_text import read
from api.problems import Problem, Reason

JSON = "application/json"


class Part(Schema):
    """An object within a body; unknown fields are refused."""

    class Meta:
        unknown = RAISE


class Form(Part):
    """A JSON body, which answers for all its parts."""

    def handle_error(self, error: ValidationError, data: object, **_: object) -> NoReturn:  # noqa: ARG002
        """Answer with every wrong field."""
        raise Problem("form-invalid", "fields are wrong", reasons=_reasons("form-invalid", error))


class Act(Form):
    """A body of an act: the date on its paper may be given, else it is today in Viet Nam."""

    effective_on = Day(metadata={"description": "The date on the paper; today if absent."})


class Query(Schema):
    """The parameters of an address; unknown ones are refused."""

    class Meta:
        unknown = RAISE

    def handle_error(self, error: ValidationError, data: object, **_: object) -> NoReturn:  # noqa: ARG002
        """Answer with every wrong parameter."""
        reasons = _reasons("query-invalid", error)
        raise Problem("query-invalid", "parameters are wrong", reasons=reasons)


class Reading(Query):
    """Parameters of every read of a view."""

    at_least = Count(
        metadata={"description": "Wait until the view has come to this position of the log."}
    )


class Listing(Reading):
    """Parameters of every list."""

    cursor = fields.String(
        validate=validate.Length(1, 500),
        metadata={"description": "Where the page starts; from a Link, for its filters."},
    )
    limit = Count(
        load_default=50,
        validate=validate.Range(1, 200),
        metadata={"description": "Most entries of a page."},
    )


NOTHING_ASKED = Query()
READING = Reading()


def sent() -> Mapping[str, object]:
    """
    Return the JSON object of the request; no body at all is an empty one.

    Raises:
        BadJson: the body is not JSON as we take it.
        Problem: it is of another type, or not an object.
    """
    body, plainly_json = request.get_data(), request.environ.get("CONTENT_TYPE") == JSON
    if not body and request.mimetype in {"", JSON}:
        return {}
    if not plainly_json and request.mimetype != JSON:
        raise Problem("media-type-refused", "send application/json")
    found = read(body)
    if not isinstance(found, dict):
        raise Problem("form-invalid", "the body must be a JSON object")
    return found


def asked() -> Mapping[str, object]:
    """
    Return the parameters of the address.

    Raises:
        Problem: one stands twice, or is not UTF-8.
    """
    found = request.args.to_dict(flat=False)
    if twice := sorted(name for name, values in found.items() if len(values) > 1):
        raise Problem("query-invalid", f"given twice: {', '.join(twice)}")
    if any("\0" in name or "\0" in values[0] for name, values in found.items()):
        raise Problem("query-invalid", "a parameter holds a character that no text can hold")
    return {name: values[0] for name, values in found.items()}


def _reasons(code: str, error: ValidationError) -> list[Reason]:
    """Return one reason for every message, with the field it is about."""
    return [Reason(code, text, {"field": at}) for at, text in _flat(error.messages)]


def _flat(messages: object, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from _flat(inner, at if key == "_schema" else f"{at}.{key}".lstrip("."))
    elif isinstance(messages, list):
        for message in messages:
            yield from _flat(message, at)
    else:
        yield at, str(messages)
