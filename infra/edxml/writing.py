"""Write a package; what was written is read again before it is given out."""

from base64 import b64encode
from dataclasses import replace

from infra.edxml.attachments import CID
from infra.edxml.header import document_header, status_header, trace_list
from infra.edxml.pen import PREFIX, Pen
from infra.edxml.reading import read
from infra.edxml.tree import NAMESPACE
from services.edxml.package import Attachment, Document, Package, StatusReply
from services.edxml.reading import Layout, Limits
from services.edxml.refusal import EdxmlRefused, Reason

SPACES = f' xmlns="{NAMESPACE}" xmlns:edXML="{NAMESPACE}"'


def write(package: Package, layout: Layout, limits: Limits) -> bytes:
    """
    Return a package as bytes that read as the same package.

    Inside Manifest a file has neither id nor description: it gets its place as id.

    Raises:
        EdxmlRefused: it would not be taken by those who read it.
    """
    pen = Pen()
    if isinstance(package, StatusReply):
        _status(pen, package)
    elif layout is Layout.BESIDE:
        _document(pen, package)
    else:
        package = older(package)
        _older(pen, package)
    written = pen.done()
    if read((written,), limits).package != package:
        raise EdxmlRefused(Reason("not-as-written", "the package would not read as it was meant"))
    return written


def older(package: Document) -> Document:
    """Return a document as the older layout can say it."""
    plain = (
        Attachment(str(at), one.name, one.content, one.carried_as or one.content_type)
        for at, one in enumerate(package.attachments, 1)
    )
    return replace(package, attachments=tuple(plain))


def _status(pen: Pen, package: StatusReply) -> None:
    root, envelope = pen.inside("edXML", SPACES), pen.inside(f"{PREFIX}edXMLEnvelope")
    with root, envelope, pen.inside(f"{PREFIX}edXMLHeader"):
        status_header(pen, package)


def _document(pen: Pen, package: Document) -> None:
    with pen.inside("edXML", SPACES):
        with pen.inside(f"{PREFIX}edXMLEnvelope"):
            with pen.inside(f"{PREFIX}edXMLHeader"):
                document_header(pen, package)
                trace_list(pen, package)
            with pen.inside(f"{PREFIX}edXMLBody"):
                _manifest(pen, package)
        if package.attachments:
            _encoded(pen, package)


def _manifest(pen: Pen, package: Document) -> None:
    with pen.inside(f"{PREFIX}edXMLManifest", ' version="1.0"'):
        for one in package.attachments:
            pen.group(
                "Reference",
                ContentId=CID + one.content_id,
                ContentType=one.content_type,
                Description=one.description,
                AttachmentName=one.name,
            )


def _encoded(pen: Pen, package: Document) -> None:
    with pen.inside("AttachmentEncoded"):
        for one in package.attachments:
            with pen.inside("Attachment"):
                pen.leaf("ContentId", CID + one.content_id)
                pen.leaf("AttachmentName", one.name)
                pen.leaf("Description", one.description)
                pen.leaf("ContentType", one.carried_as or one.content_type)
                pen.leaf(f"{PREFIX}ContentTransferEncoded", b64encode(one.content).decode())


def _older(pen: Pen, package: Document) -> None:
    with pen.inside("EdXMLEnvelope", SPACES):
        document_header(pen, package)
        trace_list(pen, package)
        with pen.inside("Manifest"):
            for one in package.attachments:
                with pen.inside("Attachment"):
                    pen.leaf("FileName", one.name)
                    pen.leaf("FileType", one.content_type)
                    pen.leaf("Content", b64encode(one.content).decode())
