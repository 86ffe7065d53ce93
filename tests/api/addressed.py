"""Every place of the API's description where something is named by an id, and requests that do."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
DIGEST = "[0-9a-f]{64}"


@dataclass(frozen=True)
class Spot:
    """A place in an operation where something is named: its path, its query or its body."""

    operation: str
    method: str
    address: str
    where: str
    at: str

    @property
    def name(self) -> str:
        """Return the word under which the thing is named."""
        return str(re.findall(r"\w+", self.at)[-1])


def spots(described: Json) -> Iterator[Spot]:
    """Yield every place of a description where something is named by an id or a digest."""
    for address, ways in described["paths"].items():
        for method in ways.keys() & {"get", "post"}:
            given = [*ways.get("parameters", ()), *ways[method].get("parameters", ())]
            where = ((one["in"], one["name"]) for one in given if names(one))
            found = [*where, *(("body", one) for one in _within(body_of(ways[method]), described))]
            name = ways[method]["operationId"]
            yield from (Spot(name, method, address, *one) for one in found)


def names(parameter: Json) -> bool:
    """Say whether a parameter names a thing: an id, or the digest of a paper."""
    form = parameter.get("schema", {})
    return form.get("format") == "uuid" or parameter.get("name") == "sha256"


def body_of(operation: Json) -> Json:
    """Return the schema of what an operation takes."""
    content = operation.get("requestBody", {}).get("content", {})
    return next((one["schema"] for one in content.values()), {})


def _within(schema: Json, described: Json, at: str = "") -> Iterator[str]:
    """Yield where in a body things are named."""
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for one in schema.get("allOf", ()):
        yield from _within(one, described, at)
    if schema.get("format") == "uuid" or DIGEST in schema.get("pattern", ""):
        yield at
    for name, one in schema.get("properties", {}).items():
        yield from _within(one, described, f"{at}.{name}".lstrip("."))
    if "items" in schema:
        yield from _within(schema["items"], described, f"{at}[]")


def put(body: Mapping[str, Any], at: str, thing: object) -> Json:
    """Return a body that names a thing at a place; in a list, the thing of its first item goes."""
    new = deepcopy(dict(body))
    head, _, rest = at.partition(".")
    key, listed = head.removesuffix("[]"), head.endswith("[]")
    said = thing if isinstance(thing, int) else str(thing)
    if not rest:
        new[key] = [said] if listed else said
    elif listed:
        first = (new.get(key) or [{}])[0]
        new[key] = [put(first, rest, thing)]
    else:
        new[key] = put(new.get(key, {}), rest, thing)
    return new
