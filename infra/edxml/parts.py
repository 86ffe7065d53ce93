"""The parts of a header, each from its element."""

from infra.edxml.finding import Finder
from infra.edxml.tree import Node
from services.edxml.codes import DocKind
from services.edxml.package import (
    Business,
    Changes,
    DocumentType,
    Organ,
    OtherInfo,
    Receiver,
    Replacement,
    ResponseFor,
    Signer,
    Staff,
    Trace,
)


def organ(find: Finder, node: Node) -> Organ:
    """Return an agency."""
    return Organ(
        find.needed_text(node, "OrganId"),
        find.text(node, "OrganName"),
        find.text(node, "OrganizationInCharge"),
        find.text(node, "OrganAdd"),
        find.text(node, "Email"),
        find.text(node, "Telephone"),
        find.text(node, "Fax"),
        find.text(node, "Website"),
    )


def document_type(find: Finder, node: Node | None) -> DocumentType:
    """Return what sort of paper it is; older packages give the name alone."""
    if node is not None and not node.children:
        return DocumentType(name=node.text)
    return DocumentType(
        find.text(node, "Type"), find.text(node, "TypeDetail"), find.text(node, "TypeName")
    )


def signer(find: Finder, node: Node | None) -> Signer:
    """Return who signed."""
    return Signer(
        find.text(node, "Competence"), find.text(node, "Position"), find.text(node, "FullName")
    )


def response_for(find: Finder, node: Node) -> ResponseFor:
    """Return which document is answered."""
    return ResponseFor(
        find.needed_text(node, "OrganId"),
        find.text(node, "Code"),
        find.needed_text(node, "DocumentId"),
        find.day(node, "PromulgationDate"),
    )


def other_info(find: Finder, node: Node | None) -> OtherInfo:
    """Return the lesser information."""
    appendixes = find.every(find.one(node, "Appendixes"), "Appendix")
    return OtherInfo(
        find.text(node, "Priority"),
        find.text(node, "SphereOfPromulgation"),
        find.text(node, "TyperNotation"),
        find.number(node, "PromulgationAmount"),
        find.number(node, "PageAmount"),
        find.flag(node, "Direction"),
        tuple(one.text for one in appendixes if one.text),
    )


def staff(find: Finder, node: Node | None) -> Staff:
    """Return who handles the document."""
    return Staff(
        find.text(node, "Department"),
        find.text(node, "Staff"),
        find.text(node, "Email"),
        find.text(node, "Mobile"),
    )


def traces(find: Finder, node: Node | None) -> tuple[Trace, ...]:
    """Return the stations passed; some gateways leave out their own id."""
    found = []
    for one in find.every(node, "TraceHeader"):
        organ_id, at = find.text(one, "OrganId"), find.instant(one, "Timestamp")
        if at is None:
            find.needed_text(one, "Timestamp")
        else:
            found.append(Trace(at, organ_id))
    return tuple(found)


def business(find: Finder, node: Node | None) -> Business:
    """Return what is to happen; without the element, the document is new."""
    if node is None:
        return Business()
    replaced = find.every(find.one(node, "ReplacementInfoList"), "ReplacementInfo")
    return Business(
        find.coded(node, "BussinessDocType", DocKind, DocKind.NEW),
        find.text(node, "BussinessDocReason"),
        find.text(node, "DocumentId"),
        find.text(node, "Paper"),
        staff(find, find.one(node, "StaffInfo")),
        changes(find, find.one(node, "BussinessDocumentInfo")),
        tuple(replacement(find, one) for one in replaced),
    )


def changes(find: Finder, node: Node | None) -> Changes:
    """Return what an update changes."""
    receivers = find.every(find.one(node, "ReceiverList"), "Receiver")
    return Changes(
        find.text(node, "DocumentInfo"),
        find.text(node, "DocumentReceiver"),
        tuple(
            Receiver(find.needed_text(one, "OrganId"), find.text(one, "ReceiverType"))
            for one in receivers
        ),
    )


def replacement(find: Finder, node: Node) -> Replacement:
    """Return a document that is replaced."""
    organs = find.every(find.one(node, "OrganIdList"), "OrganId")
    return Replacement(
        find.needed_text(node, "DocumentId"), tuple(one.text for one in organs if one.text)
    )
