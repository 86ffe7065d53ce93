"""What the API answers, as JSON schemas made from the types the answers are made of."""

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID

import msgspec

from api.problems import Reason

HERE = "#/components/schemas/{name}"


class Receipt(TypedDict):
    """Where the effect of an order stands: the id of the thing and its new version."""

    id: UUID
    version: int


class ProblemDetails(TypedDict):
    """Why a request was not carried out (RFC 9457), with every reason, not just the first."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    reasons: list[Reason]
    correlation_id: str


def ref(shape: type) -> dict[str, str]:
    """Return where the schema of *shape* stands."""
    return {"$ref": HERE.format(name=shape.__name__)}


def schemas(shapes: Sequence[type]) -> Mapping[str, Mapping[str, object]]:
    """Return the schemas of *shapes* and of all they hold, by name."""
    _, found = msgspec.json.schema_components(shapes, ref_template=HERE, schema_hook=_anything)
    return found


def _anything(kind: type) -> dict[str, object]:
    """Return the schema of what only its kind of fact knows."""
    if kind is object:
        return {"description": "Whatever the kind of fact says."}
    raise NotImplementedError(kind)
