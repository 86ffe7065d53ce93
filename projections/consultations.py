"""The consultations that wait: which agency was asked about which case, until when."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID, uuid5

from sqlalchemy import Column, Date, Index, Table, Uuid

from domain.facts import BesideCases
from domain.hearing.events import (
    ComplaintEvent,
    ConditionJudged,
    ConfirmationEvent,
    ConsultationAnswered,
    ConsultationEvent,
    ConsultationLapsed,
    ConsultationRequested,
    ConsultationWithdrawn,
    PostingEvent,
)
from domain.nomination.authority import AuthorityEvent
from domain.nomination.clock import ClockEvent
from domain.nomination.events import (
    DeadlineMissed,
    NominationForwarded,
    NominationOpened,
    ReturnedForSupplement,
)
from domain.nomination.favour import FavourEvent
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Arrival, Content, End, Opinion
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from projections.columns import Instant, Words
from projections.view import folded, views

OfCase = NominationOpened | Content | Opinion | Arrival | NominationForwarded | End
Beside = DeadlineMissed | ReturnedForSupplement | NomineeNamed | AuthorityEvent | HoldEvent
# What becomes of the case itself, the inbox knows: a question is shown beside its row there.
ELSEWHERE = (
    OfCase
    | Beside
    | FavourEvent
    | ClockEvent
    | PostingEvent
    | ComplaintEvent
    | ConditionJudged
    | ConfirmationEvent
    | BesideCases
)

consultations = Table(
    "consultations_v2",
    views,
    Column("consultation", Uuid, primary_key=True),
    Column("nomination", Uuid, nullable=False),
    Column("agency", Words, nullable=False),
    Column("step", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("due_by", Date, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_on", Date, nullable=False),
    Index("consultations_v2_by_agency", "agency", "due_by"),
)


class ConsultationRow(TypedDict):
    """A question that waits for an agency."""

    consultation: UUID
    nomination: UUID
    agency: str
    step: str
    subject: str
    due_by: date
    asked_at: datetime
    asked_on: date


def keys(fact: Recorded[ConsultationEvent]) -> tuple[UUID]:
    """Return the key of an agency's question about a case."""
    return (uuid5(fact.stream, fact.event.agency),)


def fold(row: ConsultationRow | None, fact: Recorded[ConsultationEvent]) -> ConsultationRow | None:
    """Keep the question while it waits."""
    match fact.event:
        case ConsultationRequested():
            return {
                "consultation": uuid5(fact.stream, fact.event.agency),
                "nomination": fact.stream,
                "agency": fact.event.agency,
                "step": fact.event.step,
                "subject": fact.event.subject,
                "due_by": fact.event.due_on,
                "asked_at": fact.envelope.recorded_at,
                "asked_on": fact.envelope.effective_on,
            }
        case ConsultationAnswered() | ConsultationWithdrawn() | ConsultationLapsed():
            if row is None:
                raise ImpossibleHistory(row, fact.event)
            return None


view = folded(consultations, reads=ConsultationEvent, ignores=ELSEWHERE, keys=keys, fold=fold)
