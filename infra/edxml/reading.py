"""Read a package: a document or a status, in any of the shapes that are about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from infra.edxml import parts
from infra.edxml.attachments import attached
from infra.edxml.finding import Finder, left_out
from infra.edxml.tree import Node, Tree, parse
from services.edxml.codes import StatusCode
from services.edxml.package import (
    Code,
    Document,
    Organ,
    Package,
    Promulgation,
    ResponseFor,
    StatusReply,
)
from services.edxml.reading import Layout, Limits, Reading
from services.edxml.refusal import EdxmlRefused, Letterhead, Reason

ENVELOPES = ("edXMLEnvelope", "EdXMLEnvelope")
ROOTS = {"edXML", "EdXML", *ENVELOPES}
NO_DAY = date.min  # stands in for a date that is missing; such a document is refused


def read(blocks: Iterable[bytes], limits: Limits) -> Reading:
    """
    Return what a package says.

    Raises:
        EdxmlRefused: it is not whole, not well formed or not safe; with every reason.
    """
    tree, find = parse(blocks, limits), Finder()
    envelope = _envelope(find, tree.root)
    outer = find.one(envelope, "edXMLHeader", "EdXMLHeader") or envelope
    header = find.needed(outer, "MessageHeader")
    if header is None:
        raise EdxmlRefused(*find.reasons)
    if any(child.name == "StatusCode" for child in header.children):
        return _finished(find, tree, _status(find, header), Layout.BESIDE)
    found = _document(find, header, find.one(outer, "TraceHeaderList"))
    body = find.one(envelope, "edXMLBody", "EdXMLBody") or envelope
    manifest = find.one(body, "edXMLManifest", "Manifest")
    files, layout = attached(find, manifest, find.one(tree.root, "AttachmentEncoded"), limits)
    return _finished(find, tree, replace(found, attachments=files), layout)


def _envelope(find: Finder, root: Node) -> Node:
    """Return the envelope: the root, the child of that name, or the root without one."""
    if root.name not in ROOTS:
        raise EdxmlRefused(Reason("not-edxml", f"<{root.name}> is no edXML", root.line))
    return root if root.name in ENVELOPES else find.one(root, *ENVELOPES) or root


def _finished(find: Finder, tree: Tree, package: Package, layout: Layout) -> Reading:
    if find.reasons:
        raise EdxmlRefused(*find.reasons, head=_head(package))
    return Reading(package, tree.root.name, layout, tree.signed, tuple(left_out(tree.root)))


def _head(package: Package) -> Letterhead | None:
    """Return what an answer to a refused document needs, where the document told as much."""
    if isinstance(package, StatusReply):
        return None
    code, organ_id = package.code, package.sender.organ_id
    if not (organ_id and package.document_id and code.number and code.notation):
        return None
    on = None if package.promulgation.on == NO_DAY else package.promulgation.on
    about = ResponseFor(organ_id, str(code), package.document_id, on)
    return Letterhead(about, package.receivers)


def _sender(find: Finder, header: Node) -> Organ:
    node = find.needed(header, "From")
    return parts.organ(find, node) if node else Organ("")


def _status(find: Finder, header: Node) -> StatusReply:
    about = find.needed(header, "ResponseFor")
    return StatusReply(
        _sender(find, header),
        parts.response_for(find, about) if about else ResponseFor("", "", ""),
        find.coded(header, "StatusCode", StatusCode, StatusCode.ARRIVED),
        find.instant(header, "Timestamp"),
        find.text(header, "Description"),
        parts.staff(find, find.one(header, "StaffInfo")),
    )


def _document(find: Finder, header: Node, traced: Node | None) -> Document:
    answers = [one for one in find.every(header, "ResponseFor") if one.children]
    receivers = find.every(header, "To")
    if not receivers:
        find.needed(header, "To")
    return Document(
        _sender(find, header),
        tuple(parts.organ(find, one) for one in receivers),
        find.needed_text(header, "DocumentId"),
        _code(find, header),
        _promulgation(find, header),
        find.needed_text(header, "Subject"),
        parts.document_type(find, find.one(header, "DocumentType")),
        find.text(header, "Content"),
        parts.signer(find, find.one(header, "SignerInfo")),
        find.day(header, "DueDate"),
        parts.other_info(find, find.one(header, "OtherInfo")),
        tuple(parts.response_for(find, one) for one in answers),
        find.text(header, "SteeringType"),
        tuple(one.text for one in find.every(find.one(header, "ToPlaces"), "Place") if one.text),
        parts.traces(find, traced),
        parts.business(find, find.one(traced, "Bussiness")),
    )


def _code(find: Finder, header: Node) -> Code:
    node = find.needed(header, "Code")
    return Code(find.needed_text(node, "CodeNumber"), find.needed_text(node, "CodeNotation"))


def _promulgation(find: Finder, header: Node) -> Promulgation:
    node = find.needed(header, "PromulgationInfo")
    before = len(find.reasons)
    on = find.day(node, "PromulgationDate")
    if on is None and len(find.reasons) == before:
        find.needed_text(node, "PromulgationDate")
    return Promulgation(on or NO_DAY, find.text(node, "Place"))
