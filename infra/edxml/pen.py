"""Writing elements: text escaped so that it reads as it was, or refused where XML cannot say it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from services.edxml.refusal import EdxmlRefused, Reason

UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
PREFIX = "edXML:"


class Pen:
    """Writes one element after the other, indented."""

    def __init__(self) -> None:
        self._lines: list[str] = ['<?xml version="1.0" encoding="UTF-8"?>']
        self._depth = 0

    @contextmanager
    def inside(self, name: str, attributes: str = "") -> Iterator[None]:
        """Write an element around what is written meanwhile."""
        self._line(f"<{name}{attributes}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{name}>")

    def leaf(self, name: str, text: object) -> None:
        """Write an element with its text; nothing for a text that is empty or None."""
        if text is None or text == "":
            return
        said = str(text)
        if UNSAYABLE.search(said):
            raise EdxmlRefused(
                Reason("bad-text", f"{name} holds a sign that XML has no way to say")
            )
        self._line(f"<{name}>{said.translate(ESCAPES)}</{name}>")

    def fields(self, **texts: object) -> None:
        """Write leaves in the namespace of edXML, in order."""
        for name, text in texts.items():
            self.leaf(PREFIX + name, text)

    def group(self, name: str, **texts: object) -> None:
        """Write leaves inside an element; nothing when all are empty."""
        if any(text not in {None, ""} for text in texts.values()):
            with self.inside(PREFIX + name):
                self.fields(**texts)

    def list(self, name: str, each: str, texts: tuple[str, ...]) -> None:
        """Write a list of texts inside an element; nothing for an empty one."""
        if texts:
            with self.inside(PREFIX + name):
                for text in texts:
                    self.leaf(PREFIX + each, text)

    def done(self) -> bytes:
        """Return what was written."""
        return "\n".join((*self._lines, "")).encode()

    def _line(self, text: str) -> None:
        self._lines.append("  " * self._depth + text)
