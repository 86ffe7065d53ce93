"""The files of a document: base64 beside the envelope by content id, or inside Manifest."""

import binascii
from collections.abc import Iterator

from infra.edxml.finding import Finder
from infra.edxml.tree import BLANKS, Node
from services.edxml.package import Attachment
from services.edxml.reading import Layout, Limits

CID, CONTENTS = "cid:", ("Content", "ContentTransferEncoded")
LONGEST_NAME = 255
NO_BLANKS = str.maketrans("", "", BLANKS)
NO_NAMES = {".", ".."}
Files = tuple[Attachment, ...]


def attached(
    find: Finder, manifest: Node | None, encoded: Node | None, limits: Limits
) -> tuple[Files, Layout]:
    """Return the files of a document and where they stood; what is wrong is noted."""
    inside = find.every(manifest, "Attachment")
    references = find.every(manifest, "Reference")
    beside = find.every(encoded, "Attachment")
    if inside and (references or beside):
        find.wrong("two-layouts", "attachments inside Manifest and beside the envelope", inside[0])
    if len(files := beside or inside) > limits.attachments:
        find.wrong("oversized", f"more than {limits.attachments} attachments", files[0])
        return (), Layout.BESIDE
    if inside:
        return tuple(_inside(find, inside, limits)), Layout.MANIFEST
    return tuple(_beside(find, references, beside, limits)), Layout.BESIDE


def _inside(find: Finder, nodes: list[Node], limits: Limits) -> Iterator[Attachment]:
    """Yield files that have no ids; they are counted from 1."""
    for at, node in enumerate(nodes, 1):
        name, content = _name(find, node, "FileName"), _content(find, node, "Content", limits)
        yield Attachment(str(at), name, content, find.text(node, "FileType"))


def _beside(
    find: Finder, references: list[Node], nodes: list[Node], limits: Limits
) -> Iterator[Attachment]:
    """Yield files in the order of the manifest; each needs its counterpart."""
    carried = _by_id(find, nodes)
    for cid, reference in _by_id(find, references).items():
        name = _name(find, reference, "AttachmentName")
        kind, said = find.text(reference, "ContentType"), find.text(reference, "Description")
        node = carried.pop(cid, None)
        if node is None:
            find.wrong("unmatched-attachment", f"nothing is carried for {cid!r}", reference)
            continue
        if own := find.every(reference, *CONTENTS):
            find.wrong("two-layouts", f"two contents for {cid!r}, here and beside", own[0])
        find.every(node, "AttachmentName", "Description")
        content = _content(find, node, "ContentTransferEncoded", limits)
        as_ = find.text(node, "ContentType")
        yield Attachment(cid, name, content, kind, said, "" if as_ == kind else as_)
    for cid, node in carried.items():
        find.wrong("unmatched-attachment", f"the manifest does not name {cid!r}", node)


def _by_id(find: Finder, nodes: list[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in nodes:
        cid = find.needed_text(node, "ContentId").removeprefix(CID)
        if cid in found:
            find.wrong("repeated-id", f"the content id {cid!r} stands twice", node)
        found[cid] = node
    return found


def _name(find: Finder, node: Node, element: str) -> str:
    name = find.needed_text(node, element)
    if not safe(name):
        find.wrong("unsafe-name", f"{name[:LONGEST_NAME]!r} is no plain file name", node)
    return name


def safe(name: str) -> bool:
    """Say whether a name is one of a file, not of a way to somewhere else."""
    plain = name.isprintable() and not set("/\\") & set(name) and name not in NO_NAMES
    return plain and len(name) <= LONGEST_NAME


def _content(find: Finder, node: Node, element: str, limits: Limits) -> bytes:
    carrier = find.needed(node, element)
    if carrier is None:
        return b""
    try:
        text = "".join(carrier.parts).translate(NO_BLANKS)
        carrier.parts.clear()
        content = binascii.a2b_base64(text, strict_mode=True)
    except (binascii.Error, ValueError) as err:
        find.wrong("bad-base64", f"the content is damaged or cut off: {err}", carrier)
        return b""
    if not content:
        find.wrong("empty-attachment", "the attachment has no content", carrier)
    if len(content) > limits.attachment:
        find.wrong("oversized", f"more than {limits.attachment} bytes attached", carrier)
        return b""
    return content
