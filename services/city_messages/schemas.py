"""JSON Schema and an example of every message, made from the very classes that are sent."""

from collections.abc import Mapping
from typing import cast

import msgspec

from services.city_messages.kinds import KINDS, Kind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
REF = "#/components/schemas/"
Document = Mapping[str, object]


def schema_of(kind: Kind) -> Document:
    """
    Return the schema of a message, whole in itself.

    It says nothing of further fields, so that a reader of today takes a message that has grown.
    """
    return {"$schema": DRAFT, "$id": kind.schema, **msgspec.json.schema(kind.shape)}


def components() -> Mapping[str, Document]:
    """Return the schemas of all messages and their parts, by name."""
    shapes = [kind.shape for kind in KINDS]
    _, found = msgspec.json.schema_components(shapes, ref_template=f"{REF}{{name}}")
    return found


def named(schema: Document) -> str | None:
    """Return the name of the part a schema refers to, None when it is no reference."""
    ref = schema.get("$ref")
    return ref.removeprefix(REF) if isinstance(ref, str) else None


def properties(schema: Document) -> Mapping[str, Document]:
    """Return the schemas of the fields of an object."""
    return cast("Mapping[str, Document]", schema.get("properties", {}))


def items(schema: Document) -> Document | None:
    """Return the schema of what a list holds, None when it is no list."""
    return cast("Document | None", schema.get("items"))


def choices(schema: Document) -> list[Document]:
    """Return what a value may be beside null."""
    either = cast("list[Document]", schema.get("anyOf", [schema]))
    return [one for one in either if one.get("type") != "null"]


def example(schema: Document, parts: Mapping[str, Document]) -> object:
    """Return a value of *schema*, put together from the examples of its fields."""
    if "examples" in schema:
        return cast("list[object]", schema["examples"])[0]
    (kind,) = choices(schema)
    if (name := named(kind)) is not None:
        return example(parts[name], parts)
    if (held := items(kind)) is not None:
        return [example(held, parts)]
    return {name: example(one, parts) for name, one in properties(kind).items()}
