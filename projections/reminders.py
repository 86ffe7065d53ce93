"""Reminders: what the service said to whom of a term, as long as the case waits there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy import Column, Date, Index, Table, Uuid, select

from domain.facts import BesideCases
from domain.hearing.events import HearingEvent
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.clock import (
    CaseEscalated,
    NoticeEvent,
    ReminderIssued,
    TermResumed,
    TermStopped,
)
from domain.nomination.events import (
    DeadlineMissed,
    NominationFiled,
    NominationForwarded,
    NominationOpened,
    NominationReceived,
    NominationSupplemented,
    ReturnedForSupplement,
    StepPassed,
)
from domain.nomination.favour import FavourEvent
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Content, End, Opinion
from domain.recorded import Recorded
from projections.case_rows import case_file
from projections.columns import Instant, Words
from projections.paging import Cursor, Rows, page
from projections.view import folded, views

Going = StepPassed | NominationForwarded | ReturnedForSupplement | TermStopped | End
Read = NoticeEvent | Going | CaseReassigned
# Where a case arrives, and when its clock goes again, nothing was said of the term yet.
ELSEWHERE = (
    NominationOpened
    | NominationFiled
    | NominationReceived
    | NominationSupplemented
    | TermResumed
    | Content
    | Opinion
    | DeadlineMissed
    | NomineeNamed
    | HoldEvent
    | HearingEvent
    | FavourEvent
    | CaseUnassigned
    | BesideCases
)
reminders = Table(
    "reminders_v2",
    views,
    Column("id", Uuid, primary_key=True),
    Column("nomination", Uuid, nullable=False),
    Column("kind", Words, nullable=False),
    Column("notice", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("step", Words, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Index("reminders_v2_by_desk", "unit", "role", "due_on", "issued_at", "id"),
)


class ReminderRow(TypedDict):
    """The latest notice of one kind about a case; `issued_on` is the day in Viet Nam."""

    id: UUID
    nomination: UUID
    kind: str
    notice: str
    role: str
    unit: str
    step: str
    due_on: date
    issued_on: date
    issued_at: datetime


def keys(fact: Recorded[Read]) -> tuple[UUID, ...]:
    """Return the row of a notice; what moves a case on touches the rows of both kinds."""
    match fact.event:
        case ReminderIssued():
            return (fact.stream,)
        case CaseEscalated():
            return (beside(fact.stream),)
    return (fact.stream, beside(fact.stream))


def beside(case: UUID) -> UUID:
    """
    Return the id of the row of escalations; that of reminders is the id of the case.

    It is asked for by every fact that moves a case, so it is not drawn but the next one.
    """
    return UUID(int=case.int ^ 1)


def fold(row: ReminderRow | None, fact: Recorded[Read]) -> ReminderRow | None:
    """Keep a notice until the case moves on; one that changes hands takes it along."""
    event = fact.event
    if isinstance(event, ReminderIssued | CaseEscalated):
        return noticed(fact, event)
    if isinstance(event, CaseReassigned) and row is not None:
        desk = event.desk
        stays = (desk.work, desk.step) == ("act", row["step"])
        return {**row, "unit": desk.unit} if stays else None
    return None


def noticed(fact: Recorded[Read], event: NoticeEvent) -> ReminderRow:
    """Return the row of a notice."""
    above = isinstance(event, CaseEscalated)
    return {
        "id": beside(fact.stream) if above else fact.stream,
        "nomination": fact.stream,
        "kind": "escalation" if above else "reminder",
        "notice": event.notice,
        "role": event.role,
        "unit": event.unit,
        "step": event.step,
        "due_on": event.due_on,
        "issued_on": fact.envelope.effective_on,
        "issued_at": fact.envelope.recorded_at,
    }


view = folded(reminders, reads=Read, ignores=ELSEWHERE, keys=keys, fold=fold)
BY = (reminders.c.due_on, reminders.c.issued_at, reminders.c.id)


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whose reminders are asked for."""

    roles: Collection[str]
    units: Collection[str]


def reminders_of(who: Reminded, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of what the service reminds somebody of, the first due first."""
    found = (
        select(reminders, case_file.c.award, case_file.c.nominee)
        .join(case_file, case_file.c.nomination == reminders.c.nomination)
        .where(reminders.c.role.in_(who.roles), reminders.c.unit.in_(who.units))
    )
    return page(found, BY, after, limit)
