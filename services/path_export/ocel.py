"""Paths as OCEL 2.0 in JSON: cases, units, awards and officers as objects, deeds as events."""

import json
from collections.abc import Iterator

from services.path_export.lines import Line, Masks, Paths, lines_of

CASE, UNIT, AWARD, OFFICER = "case", "unit", "award", "officer"
ATTRIBUTES = ("step", "role", "capacity", "on")


def as_ocel(paths: Paths) -> Iterator[str]:
    """
    Yield the document: objects, events, then their types.

    The paths are walked twice, for what an event relates to stands among the objects.
    """
    kinds: set[str] = set()
    yield '{"objects":['
    yield from _parted(_objects(paths))
    yield '],\n"events":['
    yield from _parted(_events(paths, kinds))
    types = [_type(name, []) for name in (AWARD, CASE, OFFICER, UNIT)]
    attributes = [{"name": name, "type": "string"} for name in ATTRIBUTES]
    yield f'],\n"objectTypes":{_json(types)},\n"eventTypes":'
    yield _json([_type(kind, attributes) for kind in sorted(kinds)]) + "}\n"


def _objects(paths: Paths) -> Iterator[str]:
    masks, told = Masks(), set[str]()
    for path in paths():
        for one in lines_of(path, masks):
            for name, sort in _related(one):
                if name not in told:
                    told.add(name)
                    yield _json({"id": name, "type": sort, "attributes": [], "relationships": []})


def _events(paths: Paths, kinds: set[str]) -> Iterator[str]:
    masks = Masks()
    for path in paths():
        for one in lines_of(path, masks):
            kinds.add(one.activity)
            yield _json(_event(one))


def _event(one: Line) -> dict[str, object]:
    told = {name: getattr(one, name) for name in ATTRIBUTES}
    return {
        "id": f"fact:{one.position}",
        "type": one.activity,
        "time": one.at,
        "attributes": [{"name": name, "value": value} for name, value in told.items() if value],
        "relationships": [{"objectId": name, "qualifier": sort} for name, sort in _related(one)],
    }


def _related(one: Line) -> Iterator[tuple[str, str]]:
    yield f"{CASE}:{one.case}", CASE
    if one.unit:
        yield f"{UNIT}:{one.unit}", UNIT
    if one.award:
        yield f"{AWARD}:{one.award}", AWARD
    yield from ((name, OFFICER) for name in one.officers)


def _type(name: str, attributes: list[dict[str, str]]) -> dict[str, object]:
    return {"name": name, "attributes": attributes}


def _parted(items: Iterator[str]) -> Iterator[str]:
    """Yield items with a comma between them."""
    between = "\n"
    for one in items:
        yield between + one
        between = ",\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
