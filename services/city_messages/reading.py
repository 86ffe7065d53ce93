"""The published language as people read it: chapters, fields, and a page in Markdown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from services.city_messages.asyncapi import ABOUT, HEADERS, SOMETIMES
from services.city_messages.kinds import KINDS, TOPIC, Kind
from services.city_messages.schemas import (
    Document,
    choices,
    components,
    example,
    items,
    named,
    properties,
)

PLAIN = {"boolean": "yes or no", "integer": "whole number", "string": "text"}
MADE = """Made from the code: `.venv/bin/python -m services.city_messages > docs/messages.md`.
The running service shows the same at `/docs/messages`, as AsyncAPI at `/asyncapi.json`, and each
schema at `/schemas/TYPE.json`."""
FORMATS = {"uuid": "UUID", "date": "date"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, its type in words, and what it means; `part` names an object of ours."""

    name: str
    type: str
    part: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Part:
    """An object that stands in several messages."""

    name: str
    en: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A message, its fields and an example of its value."""

    kind: Kind
    fields: tuple[Field, ...]
    example: str


def chapters() -> tuple[Chapter, ...]:
    """Return a chapter for each message, in the order of their types."""
    parts = components()
    return tuple(_chapter(kind, parts) for kind in KINDS)


def shared_parts() -> tuple[Part, ...]:
    """Return the objects messages are made of, by name."""
    found, messages = components(), {kind.title for kind in KINDS}
    return tuple(
        Part(name, str(schema["description"]), tuple(_fields(schema, found)))
        for name, schema in sorted(found.items())
        if name not in messages
    )


def headers() -> tuple[Field, ...]:
    """Return the headers, those that may be absent marked so."""
    return tuple(
        Field(
            name,
            "text, may be absent" if name in SOMETIMES else "text",
            None,
            str(schema["description"]),
        )
        for name, schema in HEADERS.items()
    )


def _chapter(kind: Kind, parts: Mapping[str, Document]) -> Chapter:
    schema = parts[kind.title]
    shown = msgspec.json.format(msgspec.json.encode(example(schema, parts)), indent=2).decode()
    return Chapter(kind, tuple(_fields(schema, parts)), shown)


def _fields(schema: Document, parts: Mapping[str, Document]) -> Iterable[Field]:
    for name, said in properties(schema).items():
        (kind,) = choices(said)
        held = items(kind)
        inner = kind if held is None else held
        part = named(inner)
        one = part or _plain(inner)
        many = one if held is None else f"list of {one}"
        either = many if kind is said else f"{many} or null"
        meaning = said.get("description") or (parts[part] if part else inner)["description"]
        yield Field(name, either, part, str(meaning))


def _plain(schema: Document) -> str:
    """Return a simple type in a word."""
    form = schema.get("format")
    return FORMATS[str(form)] if form else PLAIN[str(schema["type"])]


def summary() -> str:
    """Return what holds for all messages, as one paragraph."""
    return ABOUT.replace("\n", " ")


def markdown() -> str:
    """Return the whole language as docs/messages.md."""
    blocks = [
        "# Messages of the city's bus",
        MADE,
        f"Topic `{TOPIC}`. {summary()}",
        "## Headers",
        _table(headers()),
        "## Messages",
        *(_told(one) for one in chapters()),
        "## Parts",
        *(f"### {part.name}\n\n{part.en}\n\n{_table(part.fields)}" for part in shared_parts()),
    ]
    return "\n\n".join(blocks) + "\n"


def _told(one: Chapter) -> str:
    kind = one.kind
    head = f"### {kind.title}\n\n`{kind.name}`\n\n{kind.en}\n\n*{kind.vi}*"
    return f"{head}\n\n{_table(one.fields)}\n\n```json\n{one.example}\n```"


def _table(fields: Iterable[Field]) -> str:
    rows = (f"| `{one.name}` | {_linked(one)} | {one.meaning} |" for one in fields)
    return "\n".join(("| field | type | meaning |", "|---|---|---|", *rows))


def _linked(field: Field) -> str:
    if field.part is None:
        return field.type
    return field.type.replace(field.part, f"[{field.part}](#{field.part.lower()})")
