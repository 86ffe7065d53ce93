"""The header of a package, element by element in the order of the public samples."""

from datetime import date, datetime

from domain.access import VIETNAM
from infra.edxml.pen import PREFIX, Pen
from services.edxml.package import (
    Business,
    Changes,
    Document,
    Organ,
    OtherInfo,
    ResponseFor,
    Staff,
    StatusReply,
)


def day(on: date | None) -> str:
    """Return a date as edXML writes it."""
    return on.isoformat().replace("-", "/") if on else ""


def instant(at: datetime | None) -> str:
    """Return an instant as edXML writes it: the time in Viet Nam, without a zone."""
    if at is None:
        return ""
    here = at.astimezone(VIETNAM)
    return f"{day(here.date())} {here:%H:%M:%S}"


def organ(pen: Pen, name: str, one: Organ) -> None:
    """Write an agency."""
    pen.group(
        name,
        OrganId=one.organ_id,
        OrganizationInCharge=one.in_charge,
        OrganName=one.name,
        OrganAdd=one.address,
        Email=one.email,
        Telephone=one.telephone,
        Fax=one.fax,
        Website=one.website,
    )


def staff(pen: Pen, one: Staff) -> None:
    """Write who handles the document."""
    pen.group(
        "StaffInfo", Department=one.department, Staff=one.staff, Email=one.email, Mobile=one.mobile
    )


def response_for(pen: Pen, one: ResponseFor) -> None:
    """Write which document is answered."""
    pen.group(
        "ResponseFor",
        OrganId=one.organ_id,
        Code=one.code,
        PromulgationDate=day(one.on),
        DocumentId=one.document_id,
    )


def status_header(pen: Pen, one: StatusReply) -> None:
    """Write the header of a status."""
    with pen.inside(f"{PREFIX}MessageHeader"):
        organ(pen, "From", one.sender)
        response_for(pen, one.about)
        staff(pen, one.staff)
        pen.fields(
            StatusCode=one.code.value, Description=one.description, Timestamp=instant(one.at)
        )


def document_header(pen: Pen, one: Document) -> None:
    """Write the header of a document."""
    with pen.inside(f"{PREFIX}MessageHeader"):
        organ(pen, "From", one.sender)
        for receiver in one.receivers:
            organ(pen, "To", receiver)
        pen.fields(DocumentId=one.document_id)
        pen.group("Code", CodeNumber=one.code.number, CodeNotation=one.code.notation)
        issued = one.promulgation
        pen.group("PromulgationInfo", Place=issued.place, PromulgationDate=day(issued.on))
        _what(pen, one)
        _other(pen, one.other)
        for answer in one.answers:
            response_for(pen, answer)
        pen.fields(SteeringType=one.steering_type)
        pen.list("ToPlaces", "Place", one.to_places)


def _what(pen: Pen, one: Document) -> None:
    kind, signer = one.type, one.signer
    pen.group("DocumentType", Type=kind.type, TypeDetail=kind.detail, TypeName=kind.name)
    pen.fields(Subject=one.subject, Content=one.content)
    pen.group(
        "SignerInfo",
        Competence=signer.competence,
        Position=signer.position,
        FullName=signer.full_name,
    )
    pen.fields(DueDate=day(one.due_on))


def _other(pen: Pen, one: OtherInfo) -> None:
    if one == OtherInfo():
        return
    with pen.inside(f"{PREFIX}OtherInfo"):
        pen.fields(
            Priority=one.priority,
            SphereOfPromulgation=one.sphere,
            TyperNotation=one.typer,
            PromulgationAmount=one.copies,
            PageAmount=one.pages,
            Direction=None if one.direction is None else str(one.direction).lower(),
        )
        pen.list("Appendixes", "Appendix", one.appendixes)


def trace_list(pen: Pen, one: Document) -> None:
    """Write the stations passed and what is to happen."""
    with pen.inside(f"{PREFIX}TraceHeaderList"):
        for trace in one.traces:
            pen.group("TraceHeader", OrganId=trace.organ_id, Timestamp=instant(trace.at))
        with pen.inside(f"{PREFIX}Bussiness"):
            _business(pen, one.business)


def _business(pen: Pen, one: Business) -> None:
    pen.fields(
        DocumentId=one.document_id,
        BussinessDocType=one.kind.value,
        BussinessDocReason=one.reason,
        Paper=one.paper,
    )
    _changes(pen, one)
    if one.replaces:
        with pen.inside(f"{PREFIX}ReplacementInfoList"):
            for replaced in one.replaces:
                with pen.inside(f"{PREFIX}ReplacementInfo"):
                    pen.fields(DocumentId=replaced.document_id)
                    pen.list("OrganIdList", "OrganId", replaced.organ_ids)
    staff(pen, one.staff)


def _changes(pen: Pen, one: Business) -> None:
    changes = one.changes
    if changes == Changes():
        return
    with pen.inside(f"{PREFIX}BussinessDocumentInfo"):
        pen.fields(DocumentInfo=changes.document_info, DocumentReceiver=changes.document_receiver)
        if changes.receivers:
            with pen.inside(f"{PREFIX}ReceiverList"):
                for one_of in changes.receivers:
                    pen.group(
                        "Receiver", OrganId=one_of.organ_id, ReceiverType=one_of.receiver_type
                    )
