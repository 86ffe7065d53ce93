"""The register of honours: who holds what, since when, by which decision, at which bonus."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table, Uuid, select

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.facts import CommandReceived, IntakeEvent
from domain.nomination.events import NominationEvent
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
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
from domain.review.events import ReviewEvent
from domain.submission.events import SubmissionEvent
from projections.case_hearing import lettered
from projections.columns import Document, Exact, Words
from projections.document_rows import documents
from projections.honour_rows import (
    HonourRow,
    annulled,
    handed_back,
    recovered,
    registered,
    restored,
)
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
    | ReviewEvent
    | PersonEvent
    | CommandReceived
)
Later = HonourAnnulled | HonourRecovered | HonourRestored | HonourHandedBack | HonourComplaintEvent

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
