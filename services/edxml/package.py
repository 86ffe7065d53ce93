"""An edXML package as values: a document with its attachments, or the status of one."""

from dataclasses import dataclass, field
from datetime import date, datetime

from services.edxml.codes import DocKind, StatusCode

# Texts that are not there are empty, as an empty element says no more than an absent one.


@dataclass(frozen=True, slots=True)
class Organ:
    """An agency that sends or receives, known by its OrganId."""

    organ_id: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """The number of a paper in its two parts: 112 and TTr-UBND of 112/TTr-UBND."""

    number: str
    notation: str

    def __str__(self) -> str:
        return f"{self.number}/{self.notation}"


@dataclass(frozen=True, slots=True)
class Promulgation:
    """Where and when a paper was issued."""

    on: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """What sort of paper it is; the numbers of `type` and `detail` are the receiver's."""

    type: str = ""
    detail: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the signing form, the position, the name."""

    competence: str = ""
    position: str = ""
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class ResponseFor:
    """The document that a package answers; `code` is its whole number."""

    organ_id: str
    code: str
    document_id: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class OtherInfo:
    """Priority, sphere of circulation, typist's mark, copies and pages, appendixes."""

    priority: str = ""
    sphere: str = ""
    typer: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: bool | None = None
    appendixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Staff:
    """Who handles the document on the side of the sender."""

    department: str = ""
    staff: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A station the package passed, at an instant with its zone, whole seconds."""

    at: datetime
    organ_id: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver whom an update concerns."""

    organ_id: str
    receiver_type: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update changes: the document, its receivers (BussinessDocumentInfo)."""

    document_info: str = ""
    document_receiver: str = ""
    receivers: tuple[Receiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A document that another one replaces, and at whom."""

    document_id: str
    organ_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Business:
    """What is to happen with the document (Bussiness, spelt so)."""

    kind: DocKind = DocKind.NEW
    reason: str = ""
    document_id: str = ""
    paper: str = ""
    staff: Staff = Staff()
    changes: Changes = Changes()
    replaces: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """
    A file of a document. `content` is never empty.

    `carried_as` is its type where the sender wrapped it, as some do in a zip; it is not unwrapped.
    """

    content_id: str
    name: str
    content: bytes = field(repr=False)
    content_type: str = ""
    description: str = ""
    carried_as: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A package that carries a document: new, revoked, updated or replaced."""

    sender: Organ
    receivers: tuple[Organ, ...]
    document_id: str
    code: Code
    promulgation: Promulgation
    subject: str
    type: DocumentType = DocumentType()
    content: str = ""
    signer: Signer = Signer()
    due_on: date | None = None
    other: OtherInfo = OtherInfo()
    answers: tuple[ResponseFor, ...] = ()
    steering_type: str = ""
    to_places: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    business: Business = Business()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusReply:
    """A package that says what became of a document."""

    sender: Organ
    about: ResponseFor
    code: StatusCode
    at: datetime | None = None
    description: str = ""
    staff: Staff = Staff()


Package = Document | StatusReply
