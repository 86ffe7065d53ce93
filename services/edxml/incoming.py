"""What a received package says, as plain values: a document that came, a status that was said."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from services.edxml.codes import DocKind, StatusCode
from services.edxml.package import Attachment, Document, Package, ResponseFor, StatusReply


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file that came with a document; `carried_as`: wrapped so by its sender, not unwrapped."""

    name: str
    media_type: str
    carried_as: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Named:
    """A document somebody refers to: its id, number, date and the agency it is of or went to."""

    document_id: str
    number: str
    dated: date | None
    organ_id: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that came: new, revoked, updated or replaced; `signer_post` is a position."""

    document_id: str
    kind: DocKind
    number: str
    code_number: str
    code_notation: str
    dated: date
    place: str
    organ_id: str
    organ_name: str
    receivers: tuple[str, ...]
    type_name: str
    subject: str
    content: str
    reason: str
    due_on: date | None
    answers: tuple[Named, ...]
    replaces: tuple[str, ...]
    files: tuple[ArrivedFile, ...]
    signer_post: str = ""


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """What an agency says became of a document."""

    about: Named
    status: StatusCode
    says: str
    description: str
    at: datetime | None
    organ_id: str
    organ_name: str


Said = Arrival | StatusSaid


def said(package: Package) -> Said:
    """Return what a package says."""
    if isinstance(package, StatusReply):
        return _status(package)
    return _arrival(package)


def _status(package: StatusReply) -> StatusSaid:
    return StatusSaid(
        _named(package.about),
        package.code,
        package.code.says,
        package.description,
        package.at,
        package.sender.organ_id,
        package.sender.name,
    )


def _arrival(package: Document) -> Arrival:
    return Arrival(
        package.document_id,
        package.business.kind,
        str(package.code),
        package.code.number,
        package.code.notation,
        package.promulgation.on,
        package.promulgation.place,
        package.sender.organ_id,
        package.sender.name,
        tuple(one.organ_id for one in package.receivers),
        package.type.name,
        package.subject,
        package.content,
        package.business.reason,
        package.due_on,
        tuple(_named(one) for one in package.answers),
        tuple(one.document_id for one in package.business.replaces),
        tuple(_file(one) for one in package.attachments),
        package.signer.position,
    )


def _named(one: ResponseFor) -> Named:
    return Named(one.document_id, one.code, one.on, one.organ_id)


def _file(one: Attachment) -> ArrivedFile:
    digest = sha256(one.content).hexdigest()
    return ArrivedFile(one.name, one.content_type, one.carried_as, len(one.content), digest)
