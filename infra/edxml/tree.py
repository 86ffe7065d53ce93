"""Bytes to a small tree with lines: UTF-8 XML of one namespace, everything hostile refused."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, field
from pyexpat import ExpatError, ParserCreate
from typing import Never

from services.edxml.reading import Limits
from services.edxml.refusal import EdxmlRefused, Reason

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
BLOCK = 1 << 16
DEEPEST = 32
MOST_ELEMENTS = 20_000
LONGEST_TEXT = 1_000_000
LONGEST_MARKUP = 1_000_000
LONGEST_SIGN = 4  # bytes of a sign that may have begun in the block before
SIGNATURES = frozenset({"Signature", "DigitalSignature"})
BLANKS = " \t\r\n"
CARRIERS = frozenset({"Content", "ContentTransferEncoded"})
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")


@dataclass(slots=True)
class Node:
    """An element; `taken` are the names of its children that somebody asked for."""

    name: str
    line: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    children: list["Node"] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The text directly inside, without blanks around it."""
        return "".join(self.parts).strip(BLANKS)


@dataclass(frozen=True, slots=True)
class Tree:
    """The root, and whether a signature was passed over."""

    root: Node
    signed: bool


def parse(blocks: Iterable[bytes], limits: Limits) -> Tree:
    """
    Return the tree of a package given as blocks of bytes.

    Raises:
        EdxmlRefused: with the line where it went wrong.
    """
    grower = Grower(limits)
    for block in blocks:
        for start in range(0, len(block), BLOCK):
            grower.feed(block[start : start + BLOCK])
    return grower.close()


class Grower:
    """Turns bytes into a tree; refuses at the first byte that a package cannot have."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: list[Node] = []
        self._root: Node | None = None
        self._skipped = self._elements = self._size = self._silent = 0
        self._signed = self._heard = False
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._expat = ParserCreate("utf-8", " ")
        self._expat.buffer_text = True
        self._expat.buffer_size = BLOCK
        self._expat.XmlDeclHandler = self._declared
        self._expat.StartDoctypeDeclHandler = self._doctype
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text

    def feed(self, block: bytes) -> None:
        """Read one block."""
        if not self._size and block.startswith(OTHER_ENCODINGS):
            self._refuse("wrong-encoding", "the package is not UTF-8")
        self._size += len(block)
        if self._size > self._limits.package:
            self._refuse("oversized", f"the package has more than {self._limits.package} bytes")
        self._parse(block, last=False)
        self._silent = 0 if self._heard else self._silent + len(block)
        self._heard = False
        if self._silent > LONGEST_MARKUP:
            self._refuse("oversized", "one piece of markup has no end")

    def close(self) -> Tree:
        """Return the tree; refuses a package that ends too early."""
        self._parse(b"", last=True)
        if self._root is None:  # expat has refused a text without an element already
            self._refuse("malformed-xml", "no element found")
        return Tree(self._root, self._signed)

    def _parse(self, block: bytes, *, last: bool) -> None:
        try:
            self._decoder.decode(block)
        except UnicodeDecodeError as err:
            self._expat_only(block[: max(0, err.start - LONGEST_SIGN)])
            self._refuse("wrong-encoding", f"not UTF-8: {err.reason}")
        self._expat_only(block, last=last)

    def _expat_only(self, block: bytes, *, last: bool = False) -> None:
        try:
            self._expat.Parse(block, last)
        except ExpatError as err:
            reason = str(err).partition(": line")[0]
            raise EdxmlRefused(Reason("malformed-xml", reason, err.lineno)) from err

    def _refuse(self, code: str, detail: str) -> Never:
        raise EdxmlRefused(Reason(code, detail, self._expat.CurrentLineNumber))

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "utf8"}:
            self._refuse("wrong-encoding", f"{encoding} is declared, a package is UTF-8")

    def _doctype(self, *_: object) -> None:
        self._refuse("doctype", "a package has no document type and no entities")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._heard = True
        self._elements += 1
        self._count()
        space, _, local = name.rpartition(" ")
        if self._skipped or (self._open and local in SIGNATURES):
            self._signed = self._signed or bool(self._skipped)
            self._skipped += 1
            return
        if space != NAMESPACE:
            self._refuse("wrong-namespace", f"<{local}> is of {space or 'no namespace'}")
        self._grow(Node(local, self._expat.CurrentLineNumber))

    def _count(self) -> None:
        if self._elements > MOST_ELEMENTS:
            self._refuse("oversized", f"more than {MOST_ELEMENTS} elements")
        if len(self._open) + self._skipped >= DEEPEST:
            self._refuse("oversized", f"elements stand more than {DEEPEST} deep in each other")

    def _grow(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._heard = True
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def _text(self, text: str) -> None:
        self._heard = True
        if self._skipped:
            return
        node = self._open[-1]
        node.length += len(text)
        if node.length > self._most(node):
            self._refuse("oversized", f"<{node.name}> has more than {self._most(node)} letters")
        node.parts.append(text)

    def _most(self, node: Node) -> int:
        """Return how long a text may be: base64 of the largest attachment, its lines broken."""
        inside = len(self._open) > 1 and self._open[-2].name == "Attachment"
        if not (inside and node.name in CARRIERS):
            return LONGEST_TEXT
        return self._limits.attachment * 3 // 2 + BLOCK
