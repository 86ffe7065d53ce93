"""What each property of requests and answers means: one table by name, for every shape."""

import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

from api.fields import Line, Text

DESCRIPTION, NOT_SENT = "description", "; null"
FORM = "Form"
Schema = MutableMapping[str, object]


class Words(TypedDict):
    """The words for a property of any shape, and those of single shapes that mean otherwise."""

    any: Mapping[str, str]
    of: Mapping[str, Mapping[str, str]]


@cache
def words() -> Words:
    """Return every word."""
    text = (files("api") / "property_words.toml").read_text(encoding="utf-8")
    return cast("Words", tomllib.loads(text))


def explained(described: Mapping[str, object]) -> Mapping[str, object]:
    """Return an OpenAPI document whose properties and parameters all say what they mean."""
    schemas = cast("Mapping[str, Mapping[str, Schema]]", described["components"])["schemas"]
    for shape, schema in schemas.items():
        for name, one in properties(schema):
            _explain(one, _word(shape, name))
    for one in parameters(described):
        _explain(one, _word("", str(one["name"])))
    return described


def properties(schema: Mapping[str, object]) -> Iterator[tuple[str, Schema]]:
    """Yield each property of a schema by its name."""
    yield from cast("Mapping[str, Schema]", schema.get("properties", {})).items()


def parameters(described: Mapping[str, object]) -> Iterator[Schema]:
    """Yield each parameter of an operation that stands there itself."""
    paths = cast("Mapping[str, Mapping[str, object]]", described["paths"])
    for act in (one for path in paths.values() for one in path.values()):
        told = act.get("parameters", ()) if isinstance(act, Mapping) else ()
        yield from (one for one in told if "name" in one)


def _word(shape: str, name: str) -> str | None:
    """Return what a property of a shape means; a form is never sent null."""
    found = words()["of"].get(shape, {}).get(name) or words()["any"].get(name)
    if found and shape.endswith(FORM) and NOT_SENT in found:
        return found.partition(NOT_SENT)[0] + "."
    return found


def _explain(one: Schema, word: str | None) -> None:
    """Say what a property means, where it says no more of itself than how it is written."""
    said = one.get(DESCRIPTION)
    if word is None or said not in {None, Line.description, Text.description}:
        return
    one[DESCRIPTION] = word if said is None else f"{word} {said}"
