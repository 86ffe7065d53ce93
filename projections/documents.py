"""The papers: submissions, decisions, those that annul or restore, and what became of items."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, func, select

from domain.booking.events import PaperBooked
from domain.council.events import CouncilEvent
from domain.decision.events import (
    DecisionCorrected,
    DecisionEvent,
    DecisionIssued,
    GrantsAnnulled,
)
from domain.delegation.events import DelegationEvent
from domain.exchange.events import StatusTold
from domain.facts import CommandReceived, IntakeEvent
from domain.nomination.events import NominationEvent
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.reading import EVERYTHING, Scope
from domain.recorded import Envelope, Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.complaint_events import HonourComplaintEvent
from domain.register.events import (
    ClaimEvent,
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
    NomineeEvent,
)
from domain.register.handing_back_events import HonourHandedBack
from domain.review.events import ReviewEvent
from domain.submission.events import (
    ItemAccepted,
    ItemRefused,
    ItemReturned,
    ItemWithdrawn,
    SubmissionDispatched,
    SubmissionEvent,
)
from projections.concerned import paged
from projections.document_exchange import asks, told
from projections.document_items import Answer, annulled, answered, booked, corrected, granted
from projections.document_rows import DocumentRow, documents, item, paper
from projections.paging import Cursor, Rows, matching
from projections.view import folded

Told = SubmissionEvent | DecisionEvent | HonourRestored
Later = Answer | GrantsAnnulled | DecisionCorrected | PaperBooked | StatusTold
# Cases and register repeat what the papers say; a claim only guards a number.
ELSEWHERE = (
    NominationEvent
    | HonourRegistered
    | HonourAnnulled
    | HonourRecovered
    | HonourHandedBack
    | HonourComplaintEvent
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


def keys(fact: Recorded[Told]) -> tuple[UUID, ...]:
    """Return the paper the fact is about, and the later paper that it is."""
    match fact.event:
        case GrantsAnnulled():
            return (fact.stream, later_paper(fact))
        case HonourRestored():
            return (later_paper(fact),)
    return (fact.stream,)


def later_paper(fact: Recorded[Told]) -> UUID:
    """Return the id of a paper without a stream of its own."""
    return uuid5(fact.stream, str(fact.version))


def fold(row: DocumentRow | None, fact: Recorded[Told]) -> DocumentRow:
    """Change the row of a paper by one fact."""
    match fact.event:
        case SubmissionDispatched():
            return dispatched(fact, fact.event)
        case DecisionIssued():
            return issued(fact, fact.event)
        case HonourRestored():
            return restoring(fact, fact.event)
        case GrantsAnnulled() if row is None:
            return annulling(fact, fact.event)
    if row is None:
        raise ImpossibleHistory(row, fact.event)
    later = _later(row, fact.event, fact.envelope)
    return {**later, "to_do": asks(later), "version": fact.version}


def dispatched(fact: Recorded[Told], event: SubmissionDispatched) -> DocumentRow:
    """Return a submission none of whose items is answered."""
    return {
        **paper(fact, "submission", event.number, event.dated),
        "unit": event.from_unit,
        "to_unit": event.to_unit,
        "items": [item("waiting", one) for one in event.nominations],
        "waiting": len(event.nominations),
    }


def issued(fact: Recorded[Told], event: DecisionIssued) -> DocumentRow:
    """Return a decision all of whose grants stand."""
    return {
        **paper(fact, "decision", event.number, event.dated),
        "unit": event.unit,
        "signer": event.signer,
        "signer_position": event.signer_position,
        "legal_basis": event.legal_basis,
        "base_salary": event.base_salary,
        "items": [granted(one) for one in event.grants],
    }


def annulling(fact: Recorded[Told], event: GrantsAnnulled) -> DocumentRow:
    """Return the paper that annuls grants of a decision."""
    return {
        **paper(fact, "annulment", event.number, event.dated),
        "document": later_paper(fact),
        "about": fact.stream,
        "reason": event.ground,
        "detail": event.detail,
        "items": [item("annulled", one) for one in event.nominations],
    }


def restoring(fact: Recorded[Told], event: HonourRestored) -> DocumentRow:
    """Return the paper that restores an honour."""
    return {
        **paper(fact, "restoration", event.number, event.dated),
        "document": later_paper(fact),
        "unit": event.unit,
        "about": fact.stream,
        "reason": event.ground or event.reason,
        "detail": event.reason if event.ground else None,
        "items": [{**item("restored"), "honour": str(fact.stream)}],
    }


def _later(row: DocumentRow, event: Later, beside: Envelope) -> DocumentRow:
    """Return a paper that stands, after what was said about it later."""
    match event:
        case ItemAccepted() | ItemReturned() | ItemRefused() | ItemWithdrawn():
            return answered(row, event, beside.effective_on)
        case GrantsAnnulled():
            return {**row, "items": annulled(row["items"], event)}
        case DecisionCorrected():
            return corrected(row, event, beside.effective_on)
        case PaperBooked():
            return booked(row, event)
        case StatusTold():
            return told(row, event, beside.recorded_at)


view = folded(documents, reads=Told, ignores=ELSEWHERE, keys=keys, fold=fold)


_about = documents.alias("the_one_it_is_about")
UNIT = func.coalesce(documents.c.unit, _about.c.unit)  # see DocumentRow: some name none
WHOLE = ("items", "corrections", "bookings", "exchange")
LISTED = [c for c in documents.columns if c.name not in {"unit", *WHOLE}]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which papers are asked for; None asks for all."""

    kind: str | None = None
    to_unit: str | None = None
    number: str | None = None
    about: UUID | None = None
    to_do: bool | None = None


def document(key: UUID) -> Rows:
    """Ask for one paper with its items."""
    found = _with_unit(*LISTED, *(documents.c[name] for name in WHOLE))
    return found.where(documents.c.document == key)


def listed(
    wanted: Wanted,
    scope: Scope,
    unit: str | None = None,
    after: Cursor | None = None,
    limit: int = 50,
) -> Rows:
    """Ask for a page of papers without their items, by (dated, document); of one *unit* or all."""
    found = _with_unit(*LISTED).where(*matching(documents, wanted))
    if unit is not None:
        found = found.where(UNIT.in_([unit]))
    by = (documents.c.dated, documents.c.document)
    mixed = wanted.kind != "submission"  # decisions are published
    return paged(found, EVERYTHING if mixed else scope, by, after, limit)


def _with_unit(*columns: ColumnElement[object]) -> Rows:
    return select(*columns, UNIT.label("unit")).join(
        _about, _about.c.document == documents.c.about, isouter=True
    )
