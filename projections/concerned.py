"""Whom a case concerns: which units stand on it, and how, for who may read it (ADR 84)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict, cast
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    Table,
    Uuid,
    and_,
    exists,
    or_,
    select,
    union,
)

from domain.bearing import AskedAgency, Concern
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
from domain.reading import ASKED, Begun, Concerning, Scope, begun_on, concerned_by
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
AGAIN = "again"
"""How a unit is named that was named before: a list takes its first row alone."""
UNASKED = date.min
"""Stands for no question: the unit has another part in the thing."""
concerned = Table(
    "concerned_v2",
    views,
    Column("thing", Uuid, primary_key=True),
    Column("unit", Words, primary_key=True),
    Column("asked_on", Date, primary_key=True),
    Column("how", Words, nullable=False),
    Column("day", Date, nullable=False),
    Index("concerned_v2_by_unit", "unit", "day", "thing", "how"),
)


class ConcernedRow(TypedDict):
    """
    A unit that a case, a submission or a session concerns, and how it first came to.

    `day` is that by which the thing stands in its list. `asked_on` is the date on the paper that
    asked an agency, UNASKED where the unit has another part: then no question of it adds a row.
    """

    thing: UUID
    unit: str
    asked_on: date
    how: str
    day: date


def more(known: Sequence[ConcernedRow], fact: Recorded[Concerning]) -> Iterator[ConcernedRow]:
    """Return a row for each unit that a fact names first, and for each day on which it is asked."""
    day = _day_of(known, fact.event)
    named = {(one["unit"], one["asked_on"]) for one in known}
    before = {unit for unit, _ in named}
    for unit, how in concerned_by(fact.event).items():
        asked_on = fact.envelope.effective_on if how == ASKED else UNASKED
        if named.isdisjoint({(unit, UNASKED), (unit, asked_on)}):
            first = AGAIN if unit in before else how
            yield _row(fact.stream, unit, asked_on, first, day)


def _day_of(known: Sequence[ConcernedRow], event: Concerning) -> date:
    """Return the day by which a thing stands in its list: that of its first fact."""
    if isinstance(event, Begun):
        return begun_on(event)
    if known:
        return known[0]["day"]
    raise ImpossibleHistory(None, event)


def _row(thing: UUID, unit: str, asked_on: date, how: str, day: date) -> ConcernedRow:
    return {"thing": thing, "unit": unit, "asked_on": asked_on, "how": how, "day": day}


view = gathering(concerned, reads=Concerning, ignores=ELSEWHERE, more=more)


def concerning(scope: Scope, thing: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Say that a thing concerns a unit of a reader."""
    row = concerned.c
    return exists().where(row.thing == thing, within(scope, row.unit, row.asked_on))


def within(
    scope: Scope, unit: ColumnElement[str], asked_on: ColumnElement[date]
) -> ColumnElement[bool]:
    """Say that a row is of a unit of a reader, or of a question to one on its days."""
    spans = (
        and_(unit == one.code, or_(asked_on == UNASKED, asked_on.between(one.first, one.last)))
        for one in sorted(scope.spans)
    )
    return or_(unit.in_(sorted(scope.units)), *spans)


def _parts(scope: Scope) -> list[Scope]:
    """Return a scope unit by unit."""
    units = [Scope(frozenset({one})) for one in sorted(scope.units)]
    return [*units, *(Scope(spans=frozenset({one})) for one in sorted(scope.spans))]


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
    thing, parts = by[1], _parts(scope)
    if not 1 < len(parts) <= FEW:
        return page(*_of(scope, asked, thing), after, limit)
    keys = union(*(_keys(one, asked, thing, after, limit) for one in parts)).subquery()
    there = asked.join(keys, keys.c.thing == thing)
    return page(there, (keys.c.day, keys.c.thing), None, limit)


def _of(
    scope: Scope, asked: Rows, thing: ColumnElement[object]
) -> tuple[Rows, Sequence[ColumnElement[object]]]:
    """Return what is asked of some units, and by what it is sorted."""
    row = concerned.c
    found = select(row.day, row.thing).where(within(scope, row.unit, row.asked_on))
    alone = len(scope.units) == 1 and not scope.spans
    own = (found.where(row.how != AGAIN) if alone else found.distinct()).subquery()
    return asked.join(own, own.c.thing == thing), (own.c.day, own.c.thing)


def _keys(
    part: Scope, asked: Rows, thing: ColumnElement[object], after: Cursor | None, limit: int
) -> Rows:
    """Return which things of a unit are on the page, and the day each stands for."""
    there, by = _of(part, asked, thing)
    keys = page(there.with_only_columns(*by), by, after, limit).subquery()
    return select(keys.c.day, keys.c.thing)


def units_of(thing: UUID) -> Rows:
    """Ask which units a case, submission or session concerns, and when they were asked."""
    return select(concerned.c.unit, concerned.c.asked_on).where(concerned.c.thing == thing)


def concern_of(row: Mapping[str, object]) -> Concern:
    """Return whom a row of `units_of` tells of, as the policy has it."""
    unit, asked_on = str(row["unit"]), cast("date", row["asked_on"])
    return unit if asked_on == UNASKED else AskedAgency(unit, asked_on)
