"""From a paper of ours to a package: who to whom, number, date, place, type, subject, signer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.edxml.codes import DocKind, StatusCode
from services.edxml.organs import Organs
from services.edxml.package import (
    Attachment,
    Business,
    Code,
    Document,
    DocumentType,
    Organ,
    Promulgation,
    ResponseFor,
    Signer,
    Staff,
    StatusReply,
    Trace,
)
from services.edxml.refusal import EdxmlRefused, Reason

TYPE_NAMES = {"submission": "Tờ trình", "decision": "Quyết định"}
SUBJECTS = {
    "submission": "Về việc đề nghị khen thưởng ({} hồ sơ)",
    "decision": "Về việc khen thưởng ({} trường hợp)",
}
NEW = "Văn bản điện tử mới"
NO_PAPER = "0"
LONGEST_DESCRIPTION = 2_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A submission or a decision as our views show it; `receivers` are codes of units."""

    kind: str
    number: str
    dated: date
    unit: str
    receivers: tuple[str, ...]
    cases: int
    signer: Signer


def code_of(number: str) -> Code | None:
    """Return a number in its two parts, 112 and TTr-UBND; None when it does not have two."""
    first, slash, rest = number.partition("/")
    code = Code(first.strip(), rest.strip())
    return code if slash and code.number and code.notation else None


def document_id(organ_id: str, dated: date, code: Code) -> str:
    """Return the id of a document as the samples build it (domain facts 11.11)."""
    return f"{organ_id},{dated:%Y/%m/%d},{code}"


def packed(paper: Paper, organs: Organs, files: Sequence[Attachment], now: datetime) -> Document:
    """
    Return a paper of ours as a new document.

    Raises:
        EdxmlRefused: a unit has no OrganId, the number has no two parts; with every reason.
    """
    code = code_of(paper.number)
    units = (paper.unit, *paper.receivers)
    found = [one for unit in units if (one := organs.of(unit, paper.dated))]
    if code is None or len(found) < len(units) or not paper.receivers:
        raise EdxmlRefused(*_wrong(paper, organs))
    sender, subject = found[0], SUBJECTS[paper.kind].format(paper.cases)
    return Document(
        sender.organ,
        tuple(one.organ for one in found[1:]),
        document_id(sender.organ.organ_id, paper.dated, code),
        code,
        Promulgation(paper.dated, sender.place),
        subject,
        organs.types.get(paper.kind, DocumentType(name=TYPE_NAMES[paper.kind])),
        subject,
        paper.signer,
        traces=(Trace(now.replace(microsecond=0), sender.organ.organ_id),),
        business=Business(DocKind.NEW, NEW, paper=NO_PAPER),
        attachments=tuple(files),
    )


def _wrong(paper: Paper, organs: Organs) -> Iterator[Reason]:
    """Say everything that keeps a paper from being packed."""
    for unit in (paper.unit, *paper.receivers):
        if organs.of(unit, paper.dated) is None:
            lacks = f"unit {unit} has no OrganId on {paper.dated} in the list"
            yield Reason("organ-unknown", lacks)
    if code_of(paper.number) is None:
        yield Reason("number-not-split", f"{paper.number!r} is not number/notation")
    if not paper.receivers:
        yield Reason("no-receiver", "nobody is named to whom the paper goes")


def answered(
    about: ResponseFor, sender: Organ, code: StatusCode, now: datetime, more: str = ""
) -> StatusReply:
    """Return what became of a document, said by *sender*."""
    said = f"{code.vi}: {more}" if more else code.vi
    return StatusReply(
        sender, about, code, now.replace(microsecond=0), said[:LONGEST_DESCRIPTION].strip(), Staff()
    )
