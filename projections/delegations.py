"""The delegations: who may act in whose place, for what, from when to when, by which document."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Date, Index, Integer, Table, Uuid, and_, or_, select

from domain.access import person
from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationGranted, ListEvent, PowerEvent
from domain.facts import CommandReceived, IntakeEvent
from domain.nomination.events import NominationEvent
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.events import (
    ClaimEvent,
    DocketEvent,
    RecordEvent,
    RegisterEvent,
    TitleEvent,
)
from domain.review.events import ReviewEvent
from domain.submission.events import SubmissionEvent
from projections.columns import Document, Words
from projections.paging import Cursor, Rows, page
from projections.view import folded, the_stream, views

ELSEWHERE = (
    NominationEvent
    | SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | RecordEvent
    | DocketEvent
    | TitleEvent
    | ReformEvent
    | PastEvent
    | IntakeEvent
    | CouncilEvent
    | ListEvent
    | ReviewEvent
    | PersonEvent
    | CommandReceived
)

delegations = Table(
    "delegations_v1",
    views,
    Column("delegation", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("delegator", Words, nullable=False),
    Column("delegate", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("acts", Document, nullable=False),
    Column("awards", Document, nullable=False),
    Column("level", Words),
    Column("movement", Words),
    Column("capacity", Words, nullable=False),
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("number", Words, nullable=False),
    Column("dated", Date, nullable=False),
    Column("text", Words),
    Column("ended_from", Date),
    Column("reason", Words),
    Column("delegator_is", Words, nullable=False),
    Column("delegate_is", Words, nullable=False),
    Index("delegations_v1_by_unit", "unit", "begins_on", "delegation"),
    Index("delegations_v1_by_delegate", "delegate_is", "begins_on"),
)


class Delegation(TypedDict):
    """
    A delegation; both days are included, no last day is none.

    No acts or awards named are all of them. `ended_from` is the day from which the power is back.
    """

    delegation: UUID
    version: int
    delegator: str
    delegate: str
    unit: str
    role: str
    acts: list[str]
    awards: list[str]
    level: str | None
    movement: str | None
    capacity: str
    begins_on: date
    ends_on: date | None
    number: str
    dated: date
    text: str | None
    ended_from: date | None
    reason: str | None


class DelegationRow(Delegation):
    """The same, and both people in the one writing by which they are looked for."""

    delegator_is: str
    delegate_is: str


SHOWN = [one for one in delegations.columns if not one.name.endswith("_is")]


def fold(row: DelegationRow | None, fact: Recorded[PowerEvent]) -> DelegationRow:
    """Change a delegation by one fact."""
    event = fact.event
    if isinstance(event, DelegationGranted):
        return granted(fact.stream, event)
    if row is None:
        raise ImpossibleHistory(row, event)
    since, reason = event.since, event.reason
    return {**row, "ended_from": since, "reason": reason, "version": fact.version}


def granted(delegation: UUID, event: DelegationGranted) -> DelegationRow:
    """Return a delegation as it was granted."""
    scope, basis = event.scope, event.basis
    return {
        "delegation": delegation,
        "version": 1,
        "delegator": event.delegator,
        "delegate": event.delegate,
        "unit": scope.unit,
        "role": scope.role,
        "acts": list(scope.acts),
        "awards": list(scope.awards),
        "level": scope.level,
        "movement": scope.movement,
        "capacity": event.capacity,
        "begins_on": event.begins_on,
        "ends_on": event.ends_on,
        "number": basis.number,
        "dated": basis.dated,
        "text": basis.text,
        "ended_from": None,
        "reason": None,
        "delegator_is": person(event.delegator),
        "delegate_is": person(event.delegate),
    }


view = folded(delegations, reads=PowerEvent, ignores=ELSEWHERE, keys=the_stream, fold=fold)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which delegations are asked for: of a unit, of a person on either side, of a day."""

    unit: str | None = None
    person: str | None = None
    on: date | None = None


def listed(wanted: Wanted, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of delegations by their first day."""
    at, found = delegations.c, select(*SHOWN)
    if wanted.unit is not None:
        found = found.where(at.unit == wanted.unit)
    if wanted.person is not None:
        who = person(wanted.person)
        found = found.where(or_(at.delegator_is == who, at.delegate_is == who))
    if wanted.on is not None:
        found = found.where(in_force(wanted.on))
    return page(found, (at.begins_on, at.delegation), after, limit)


def lent_to(delegate: str, on: date) -> Rows:
    """Ask for the delegations by which somebody may act on a day."""
    at = delegations.c
    found = select(*SHOWN).where(at.delegate_is == person(delegate), in_force(on))
    return found.order_by(at.begins_on, at.delegation)


def in_force(on: date) -> ColumnElement[bool]:
    """Say in SQL that a delegation has power on a day."""
    at = delegations.c
    return and_(
        at.begins_on <= on,
        or_(at.ends_on.is_(None), at.ends_on >= on),
        or_(at.ended_from.is_(None), at.ended_from > on),
    )


def one(delegation: UUID) -> Rows:
    """Ask for one delegation."""
    return select(*SHOWN).where(delegations.c.delegation == delegation)
