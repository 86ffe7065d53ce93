"""Whom a case concerns: which units stand on it, and how, for who may read it (ADR 84)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    Table,
    Uuid,
    exists,
    select,
    union,
)

from domain.booking.events import PaperBooked
from domain.council.events import BoxEvent, Course, Result, Spoken, TermEvent
from domain.council.merit import MeritEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.exchange.events import StatusTold
from domain.facts import CommandReceived, IntakeEvent
from domain.hearing.events import (
    ComplaintEvent,
    ConditionJudged,
    ConfirmationExpired,
    ConfirmationGiven,
    ConsultationAnswered,
    ConsultationLapsed,
    ConsultationWithdrawn,
    PostingEvent,
)
from domain.nomination.clock import TermEvent as TermOfStep
from domain.nomination.events import (
    DeadlineMissed,
    NominationForwarded,
    ReturnedForSupplement,
)
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Arrival, Content, End, Opinion
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.reading import Begun, Concerning, Scope, begun_on, concerned_by
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.review.events import ReviewEvent
from domain.submission.events import ItemSettled
from projections.columns import Words
from projections.paging import Cursor, Rows, page
from projections.view import gathering, views

OfCase = Content | Opinion | Arrival | NominationForwarded | ReturnedForSupplement | End
Beside = DeadlineMissed | NomineeNamed | TermOfStep | HoldEvent
Answered = ConsultationAnswered | ConsultationWithdrawn | ConsultationLapsed
Confirmed = ConfirmationGiven | ConfirmationExpired
OfHearing = Answered | Confirmed | ConditionJudged | PostingEvent | ComplaintEvent
OfSession = Spoken | Result | MeritEvent | Course | BoxEvent | TermEvent
OfPapers = ItemSettled | PaperBooked | StatusTold | DecisionEvent
# An honour is published; what came in from a log of others names no unit of ours.
OfRegister = RegisterEvent | ClaimEvent | NomineeEvent | PastEvent
Others = IntakeEvent | ReformEvent | DelegationEvent | ReviewEvent | PersonEvent
ELSEWHERE = (
    OfCase | Beside | OfHearing | OfSession | OfPapers | OfRegister | Others | CommandReceived
)

FEW = 8  # a unit more is one more question put together, in the store and here
concerned = Table(
    "concerned_v1",
    views,
    Column("thing", Uuid, primary_key=True),
    Column("unit", Words, primary_key=True),
    Column("how", Words, nullable=False),
    Column("day", Date, nullable=False),
    Index("concerned_v1_by_unit", "unit", "day", "thing"),
)


class ConcernedRow(TypedDict):
    """
    A unit that a case, a submission or a session concerns, and how it first came to.

    `day` is that by which the thing stands in its list.
    """

    thing: UUID
    unit: str
    how: str
    day: date


def more(known: Sequence[ConcernedRow], fact: Recorded[Concerning]) -> Iterator[ConcernedRow]:
    """Return a row for each unit that a fact names first."""
    event = fact.event
    named = {one["unit"] for one in known}
    if isinstance(event, Begun):
        day = begun_on(event)
    elif known:
        day = known[0]["day"]
    else:
        raise ImpossibleHistory(None, event)
    for unit, how in concerned_by(event).items():
        if unit not in named:
            yield {"thing": fact.stream, "unit": unit, "how": how, "day": day}


view = gathering(concerned, reads=Concerning, ignores=ELSEWHERE, more=more)


def concerning(scope: Scope, thing: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Say that a thing concerns a unit of a reader."""
    row = concerned.c
    return exists().where(row.thing == thing, row.unit.in_(sorted(scope.units)))


def paged(
    asked: Rows,
    scope: Scope,
    by: Sequence[ColumnElement[object]],
    after: Cursor | None,
    limit: int,
) -> Rows:
    """
    Return a page of *asked* sorted *by* a day and the thing it stands for, for a reader.

    It is read along the index of the reader's units, so that what concerns others costs nothing. Of
    up to FEW units a page of each is read; who audits more pays for all their things.
    """
    if scope.everything:
        return page(asked, by, after, limit)
    thing, units = by[1], sorted(scope.units)
    if not 1 < len(units) <= FEW:
        return page(*_of(units, asked, thing), after, limit)
    keys = union(*(_keys(unit, asked, thing, after, limit) for unit in units)).subquery()
    there = asked.join(keys, keys.c.thing == thing)
    return page(there, (keys.c.day, keys.c.thing), None, limit)


def _of(
    units: Sequence[str], asked: Rows, thing: ColumnElement[object]
) -> tuple[Rows, Sequence[ColumnElement[object]]]:
    """Return what is asked of some units, and by what it is sorted."""
    row = concerned.c
    found = select(row.day, row.thing).where(row.unit.in_(units))
    own = (found if len(units) == 1 else found.distinct()).subquery()
    return asked.join(own, own.c.thing == thing), (own.c.day, own.c.thing)


def _keys(
    unit: str, asked: Rows, thing: ColumnElement[object], after: Cursor | None, limit: int
) -> Rows:
    """Return which things of a unit are on the page, and the day each stands for."""
    there, by = _of([unit], asked, thing)
    keys = page(there.with_only_columns(*by), by, after, limit).subquery()
    return select(keys.c.day, keys.c.thing)


def units_of(thing: UUID) -> Rows:
    """Ask which units a case, submission or session concerns."""
    return select(concerned.c.unit).where(concerned.c.thing == thing)
