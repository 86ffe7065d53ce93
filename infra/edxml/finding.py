"""Looking for the parts of a package: every fault is noted with its line, none stops the look."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from domain.access import VIETNAM
from infra.edxml.tree import Node
from services.edxml.refusal import Reason

DAY = re.compile(r"(?:19|[2-9]\d)\d\d/\d\d/\d\d", re.ASCII)
INSTANT = re.compile(DAY.pattern + r" \d\d:\d\d:\d\d", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
SHOWN = 60
FLAGS = {"true": True, "false": False}
Coded = TypeVar("Coded", bound=Enum)


class Finder:
    """Finds children and texts of elements; `reasons` are the faults found so far."""

    def __init__(self) -> None:
        self.reasons: list[Reason] = []

    def wrong(self, code: str, detail: str, node: Node) -> None:
        """Note a fault at an element."""
        self.reasons.append(Reason(code, detail, node.line))

    def every(self, node: Node | None, *names: str) -> list[Node]:
        """Return all children that bear one of some names."""
        if node is None:
            return []
        node.taken.update(names)
        return [child for child in node.children if child.name in names]

    def one(self, node: Node | None, *names: str) -> Node | None:
        """Return the child of that name; more than one is a fault."""
        found = self.every(node, *names)
        if len(found) > 1:
            self.wrong("repeated-part", f"<{found[1].name}> stands twice", found[1])
        return found[0] if found else None

    def needed(self, node: Node, *names: str) -> Node | None:
        """Return the child of that name; none is a fault."""
        found = self.one(node, *names)
        if found is None:
            self.wrong("missing-part", f"<{node.name}> has no {names[0]}", node)
        return found

    def text(self, node: Node | None, name: str) -> str:
        """Return the text of a child, empty when there is none."""
        found = self.one(node, name)
        return found.text if found else ""

    def needed_text(self, node: Node | None, name: str) -> str:
        """Return the text of a child; none is a fault, but where the element is missing already."""
        text = self.text(node, name)
        if not text and node is not None:
            self.wrong("missing-part", f"<{node.name}> has no {name}", node)
        return text

    def day(self, node: Node | None, name: str) -> date | None:
        """Return a date, written yyyy/MM/dd."""
        found = self.one(node, name)
        if found is None or not found.text:
            return None
        try:
            if DAY.fullmatch(found.text):
                return date.fromisoformat(found.text.replace("/", "-"))
        except ValueError:
            pass
        self.wrong("bad-date", f"{_short(found.text)} is no date yyyy/MM/dd", found)
        return None

    def instant(self, node: Node | None, name: str) -> datetime | None:
        """Return a time of Viet Nam, written yyyy/MM/dd HH:mm:ss."""
        found = self.one(node, name)
        if found is None or not found.text:
            return None
        try:
            if INSTANT.fullmatch(found.text):
                written = datetime.fromisoformat(found.text.replace("/", "-"))
                return written.replace(tzinfo=VIETNAM)
        except ValueError:
            pass
        self.wrong("bad-time", f"{_short(found.text)} is no time yyyy/MM/dd HH:mm:ss", found)
        return None

    def number(self, node: Node | None, name: str) -> int | None:
        """Return a whole number."""
        found = self.one(node, name)
        if found is None or not found.text:
            return None
        if WHOLE.fullmatch(found.text):
            return int(found.text)
        self.wrong("bad-number", f"{_short(found.text)} is no whole number", found)
        return None

    def flag(self, node: Node | None, name: str) -> bool | None:
        """Return true or false."""
        found = self.one(node, name)
        if found is None or not found.text:
            return None
        if found.text not in FLAGS:
            self.wrong("bad-flag", f"{_short(found.text)} is neither true nor false", found)
        return FLAGS.get(found.text)

    def coded(self, node: Node | None, name: str, kind: type[Coded], otherwise: Coded) -> Coded:
        """Return a coded word; one that is not known, or none, is a fault."""
        text = self.needed_text(node, name)
        for one in kind:
            if one.value == text:
                return one
        if text and node is not None:
            self.wrong("unknown-code", f"{_short(text)} is no {name}", node)
        return otherwise


def left_out(node: Node) -> Iterator[str]:
    """Name what nobody asked for: elements, and text between elements."""
    if node.children and node.text:
        yield f"text in {node.name}, line {node.line}"
    for child in node.children:
        if child.name in node.taken:
            yield from left_out(child)
        else:
            yield f"{child.name}, line {child.line}"


def _short(text: str) -> str:
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}...")
