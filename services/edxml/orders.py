"""From a package that was taken to the message it is: the order, and what it does not say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from unicodedata import normalize
from urllib.parse import quote
from uuid import UUID

import msgspec

from domain.access import VIETNAM
from domain.parking.events import Place, Reason
from services.deliveries import Delivery
from services.edxml.codes import DocKind
from services.edxml.gateway import Entry
from services.edxml.incoming import Arrival, StatusSaid
from services.edxml.organs import Organs
from services.edxml.outgoing import TYPE_NAMES
from services.edxml.references import NO_ORGAN, UNKNOWN, referred, wanting
from services.envelopes import FORMS, Headers

SOURCE = "urn:edxml:"
STATUS = "vn.vinhdanh.order.status.tell.v1"
OUTCOME = "vn.vinhdanh.order.outcome.tell.v1"
TOPIC = "edxml"
LONGEST_WORDS = 2_000
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Message:
    """A package as a message of the desk; what it `lacks` is for a person to say."""

    delivery: Delivery
    lacks: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A package that was kept under a number."""

    number: int
    entry: Entry

    def message(
        self, head: tuple[str, str, str], about: str, body: object, lacks: list[Reason]
    ) -> Message:
        """Return the message of a type, an id and an organ, about a document."""
        place = Place(TOPIC, 0, self.number)
        content = msgspec.json.encode(body)
        delivery = Delivery(_headers(*head, about), content, place, self.entry.received_at)
        return Message(delivery, tuple(lacks))


def source_of(organ_id: str) -> str:
    """Return the source under which an agency is registered as a sender."""
    return SOURCE + quote(organ_id, safe="")


def _headers(kind: str, key: str, organ_id: str, about: str) -> Headers:
    said = {
        "ce_specversion": "1.0",
        "ce_id": key,
        "ce_source": source_of(organ_id),
        "ce_type": kind,
        "content-type": "application/json",
    }
    if FORMS["ce_subject"].fullmatch(about):
        said["ce_subject"] = about
    return tuple((name, text.encode()) for name, text in said.items())


def status_order(kept: Kept, told: StatusSaid, organs: Organs) -> Message:
    """Return what an agency says became of a paper; the same words again are the same message."""
    at = told.at.astimezone(VIETNAM) if told.at else None
    day = (at or kept.entry.received_at.astimezone(VIETNAM)).date()
    lacks, paper = [], referred(told.about, organs)
    body: dict[str, object] = {"status": told.status.value}
    if isinstance(paper, Reason):
        lacks.append(paper)
    else:
        body["paper"] = paper.words()
        lacks += _unknown(paper.unit, "$.paper.unit")
    unit = organs.unit_of(told.organ_id, day)
    lacks += _unknown(unit, "$.unit")
    body |= {"words": told.description[:LONGEST_WORDS], **_given(unit=unit)}
    if at is not None:
        body |= {"told_on": at.date().isoformat(), "told_at": f"{at:%H:%M:%S}"}
    head = (STATUS, _key(told), told.organ_id)
    return kept.message(head, told.about.document_id, body, lacks)


def decision_order(kept: Kept, told: Arrival, organs: Organs, papers: Sequence[UUID]) -> Message:
    """Return a decision in answer to *papers* of ours, to be completed: which cases, what law."""
    unit = organs.unit_of(told.organ_id, told.dated)
    named = _given(unit=unit, signer_position=told.signer_post or None)
    body = {"paper": {"number": told.number, "dated": told.dated.isoformat(), **named}}
    lacks = _unknown(unit, "$.paper.unit")
    if not told.signer_post:
        lacks.append(wanting("signer-unsaid", "no position of a signer", "$.paper.signer_position"))
    lacks.append(wanting("legal-basis-unsaid", "packages name no law", "$.paper.legal_basis"))
    lacks += _cases(papers)
    return kept.message((OUTCOME, kept.entry.digest, told.organ_id), told.document_id, body, lacks)


def is_decision(told: Arrival) -> bool:
    """Say whether a document calls itself a decision."""
    named = normalize("NFC", told.type_name[:LONGEST_NAME]).casefold()
    return named == TYPE_NAMES["decision"].casefold()


def is_new(told: Arrival) -> bool:
    """Say whether a document is none that changes another."""
    return told.kind is DocKind.NEW


def _cases(papers: Sequence[UUID]) -> list[Reason]:
    """Say that a package names no cases, and which papers of ours tell where to look."""
    unsaid = "a package does not say which cases it grants"
    if papers:
        return [Reason("cases-unsaid", unsaid, (("paper", str(one)),)) for one in papers]
    return [
        wanting("cases-unsaid", unsaid, "$.granted"),
        wanting(UNKNOWN, "it answers no paper that is known here", "$.granted"),
    ]


def _unknown(unit: str | None, field: str) -> list[Reason]:
    if unit is not None:
        return []
    return [wanting(NO_ORGAN, "the list of organs names no one unit for it", field)]


def _given(**said: str | None) -> Mapping[str, str]:
    return {name: text for name, text in said.items() if text is not None}


def _key(told: StatusSaid) -> str:
    """Return an id that is the same however often the same is said."""
    about, at = told.about, told.at.isoformat() if told.at else ""
    named = [about.organ_id, about.number, about.document_id, str(about.dated or date.min)]
    parts = [told.organ_id, *named, told.status.value, at, told.description]
    return sha256("\n".join(parts).encode()).hexdigest()
