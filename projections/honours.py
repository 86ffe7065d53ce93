"""The register of honours: who holds what, since when, by which decision, at which bonus."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table, Uuid, select

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.facts import CommandReceived, IntakeEvent
from domain.nomination.events import NominationEvent
from domain.past.events import PastEvent
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.complaint_events import (
    HonourComplaintEvent,
    HonourComplaintReceived,
    HonourComplaintSettled,
)
from domain.register.events import (
    ClaimEvent,
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
    NomineeEvent,
    RegisterEvent,
)
from domain.register.handing_back_events import HonourHandedBack
from domain.submission.events import SubmissionEvent
from projections.case_hearing import lettered
from projections.columns import Document, Exact, Words
from projections.document_rows import documents
from projections.hearing_rows import LetterRow
from projections.paging import Cursor, Rows, matching, page
from projections.view import folded, the_stream, views

# The register's own facts say all that a decision does to an honour.
ELSEWHERE = (
    NominationEvent
    | SubmissionEvent
    | DecisionEvent
    | ClaimEvent
    | NomineeEvent
    | PastEvent
    | IntakeEvent
    | ReformEvent
    | CouncilEvent
    | DelegationEvent
    | CommandReceived
)
Later = HonourAnnulled | HonourRecovered | HonourRestored | HonourHandedBack | HonourComplaintEvent
Noted = dict[str, str | int | bool | None]

honours = Table(
    "honours_v4",
    views,
    Column("honour", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("nomination", Uuid, nullable=False),
    Column("nominee", Uuid, nullable=False),
    Column("nominee_kind", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("award", Words, nullable=False),
    Column("granted_by", Words, nullable=False),
    Column("granted_on", Date, nullable=False),
    Column("decision", Uuid, nullable=False),
    Column("coefficient", Exact),
    Column("coefficient_confirmed", Boolean, nullable=False),
    Column("bonus", BigInteger),
    Column("state", Words, nullable=False),
    Column("annulment", Document),
    Column("recovered", BigInteger, nullable=False),
    Column("object_returned", Boolean, nullable=False),
    Column("recoveries", Document, nullable=False),
    Column("restoration", Document),
    Column("handbacks", Document, nullable=False),
    Column("complaints", Document, nullable=False),
    Index("honours_v4_by_day", "granted_on", "honour"),
    Index("honours_v4_by_nominee", "nominee"),
    Index("honours_v4_by_decision", "decision"),
)


class HonourRow(TypedDict):
    """
    One honour; `unit` is the nominee's, `annulment` and `restoration` are the latest ones.

    `recovered` and `object_returned` are what came back and was not given back since.
    """

    honour: UUID
    version: int
    nomination: UUID
    nominee: UUID
    nominee_kind: str
    unit: str
    award: str
    granted_by: str
    granted_on: date
    decision: UUID
    coefficient: Decimal | None
    coefficient_confirmed: bool
    bonus: int | None
    state: str
    annulment: dict[str, str | None] | None
    recovered: int
    object_returned: bool
    recoveries: list[Noted]
    restoration: Noted | None
    handbacks: list[Noted]
    complaints: list[LetterRow]


def fold(row: HonourRow | None, fact: Recorded[RegisterEvent]) -> HonourRow:
    """Change the entry by one fact."""
    event = fact.event
    if isinstance(event, HonourRegistered):
        return registered(fact.stream, event)
    if row is None:
        raise ImpossibleHistory(row, event)
    return {**_later(row, event, fact.envelope.effective_on), "version": fact.version}


def _later(row: HonourRow, event: Later, on: date) -> HonourRow:
    """Return an entry that stands, after one more fact about it."""
    match event:
        case HonourAnnulled():
            return annulled(row, event)
        case HonourRecovered():
            return recovered(row, event, on)
        case HonourRestored():
            return restored(row, event)
        case HonourHandedBack():
            return handed_back(row, event, on)
        case HonourComplaintReceived() | HonourComplaintSettled():
            return {**row, "complaints": lettered(row["complaints"], event, on.isoformat())}


def registered(honour: UUID, event: HonourRegistered) -> HonourRow:
    """Return a new entry."""
    return {
        "honour": honour,
        "version": 1,
        "nomination": event.nomination,
        "nominee": event.nominee.ref,
        "nominee_kind": event.nominee.kind,
        "unit": event.nominee.unit,
        "award": event.award,
        "granted_by": event.granted_by,
        "granted_on": event.granted_on,
        "decision": event.decision,
        "coefficient": event.coefficient,
        "coefficient_confirmed": event.coefficient_confirmed,
        "bonus": event.bonus,
        "state": "held",
        "annulment": None,
        "recovered": 0,
        "object_returned": False,
        "recoveries": [],
        "restoration": None,
        "handbacks": [],
        "complaints": [],
    }


def annulled(row: HonourRow, event: HonourAnnulled) -> HonourRow:
    """Return the entry that no longer counts; what did not come back yet is owed."""
    annulment = {
        "ground": event.ground,
        "number": event.number,
        "dated": event.dated.isoformat(),
        "decision": str(event.decision),
        "complaint": event.complaint,
    }
    return {**row, "state": "annulled", "annulment": annulment, "restoration": None}


def recovered(row: HonourRow, event: HonourRecovered, on: date) -> HonourRow:
    """Return the entry with what came back since its annulment."""
    came: Noted = {
        "amount": event.amount,
        "object_returned": event.object_returned,
        "ground": event.ground,
        "note": event.note,
        "on": on.isoformat(),
    }
    return {
        **row,
        "recovered": row["recovered"] + event.amount,
        "object_returned": row["object_returned"] or event.object_returned,
        "recoveries": [*row["recoveries"], came],
    }


def restored(row: HonourRow, event: HonourRestored) -> HonourRow:
    """Return the entry that counts again, and what is to be given back; the annulment stays."""
    restoration: Noted = {
        "number": event.number,
        "dated": event.dated.isoformat(),
        "unit": event.unit,
        "reason": event.reason,
        "ground": event.ground,
        "lifts": event.lifts,
        "owed_back": row["recovered"],
        "object_owed_back": row["object_returned"],
    }
    return {**row, "state": "held", "restoration": restoration}


def handed_back(row: HonourRow, event: HonourHandedBack, on: date) -> HonourRow:
    """Return the entry whose holder has again what came back, and what is still to be given."""
    left = row["recovered"] - event.amount
    kept = row["object_returned"] and not event.object_handed
    owed: Noted = {**(row["restoration"] or {}), "owed_back": left, "object_owed_back": kept}
    given: Noted = {
        "amount": event.amount,
        "object_handed": event.object_handed,
        "note": event.note,
        "on": on.isoformat(),
    }
    return {
        **row,
        "recovered": left,
        "object_returned": kept,
        "restoration": owed,
        "handbacks": [*row["handbacks"], given],
    }


view = folded(honours, reads=RegisterEvent, ignores=ELSEWHERE, keys=the_stream, fold=fold)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; None asks for all."""

    nominee: UUID | None = None
    nomination: UUID | None = None
    unit: str | None = None
    award: str | None = None
    granted_by: str | None = None
    decision: UUID | None = None
    state: str | None = None


def entry(honour: UUID) -> Rows:
    """Ask for one entry, with the number of its decision."""
    return _entries().where(honours.c.honour == honour)


def entries(wanted: Wanted, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of entries by (granted_on, honour)."""
    found = _entries().where(*matching(honours, wanted))
    return page(found, (honours.c.granted_on, honours.c.honour), after, limit)


def _entries() -> Rows:
    """Join each entry to the paper that founds it."""
    paper = documents.c.document == honours.c.decision
    return select(honours, documents.c.number.label("decision_number")).join(
        documents, paper, isouter=True
    )
