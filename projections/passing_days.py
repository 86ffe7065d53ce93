"""Days that pass by themselves: of questions to agencies, postings, papers of authorities."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID, uuid5

from sqlalchemy import Column, Date, Index, Select, Table, Uuid, select

from domain.facts import BesideCases
from domain.hearing.events import (
    CasePosted,
    ComplaintEvent,
    ConditionJudged,
    ConfirmationExpired,
    ConfirmationGiven,
    ConfirmationRequested,
    ConsultationAnswered,
    ConsultationEvent,
    ConsultationLapsed,
    ConsultationRequested,
    ConsultationWithdrawn,
    ObjectionReceived,
    ObjectionSettled,
    PostingEnded,
)
from domain.nomination.clock import ClockEvent
from domain.nomination.favour import FavourEvent
from domain.recorded import Recorded
from projections.columns import Instant, Words
from projections.consultations import Beside, OfCase
from projections.inbox_rows import inbox
from projections.view import folded, views

CONSULTATION, POSTING, CONFIRMATION = "consultation", "posting", "confirmation"
Begun = ConsultationRequested | CasePosted | ConfirmationGiven
Ended = (
    ConsultationAnswered
    | ConsultationWithdrawn
    | ConsultationLapsed
    | PostingEnded
    | ConfirmationExpired
)
OfLetters = ObjectionReceived | ObjectionSettled | ComplaintEvent
Heard = OfLetters | ConfirmationRequested | ConditionJudged
# Where the case itself waits, the inbox knows: a day is asked for beside its row there.
ELSEWHERE = OfCase | Beside | FavourEvent | ClockEvent | Heard | BesideCases
KEPT = ("draft", "act", "supplement")

passing_days = Table(
    "passing_days_v1",
    views,
    Column("id", Uuid, primary_key=True),
    Column("nomination", Uuid, nullable=False),
    Column("sort", Words, nullable=False),
    Column("about", Words, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Index("passing_days_v1_by_day", "last_day"),
)


class PassingDay(TypedDict):
    """
    Something of a case that ends by itself after its `last_day`.

    `sort` is consultation, posting or confirmation; `about` the agency, the level or the kind.
    """

    id: UUID
    nomination: UUID
    sort: str
    about: str
    last_day: date
    begun_at: datetime


def what(event: Begun | Ended) -> tuple[str, str]:
    """Return what a fact begins or ends: its sort, and about whom or what it is."""
    if isinstance(event, ConsultationEvent):
        return CONSULTATION, event.agency
    if isinstance(event, CasePosted | PostingEnded):
        return POSTING, event.level
    return CONFIRMATION, event.kind


def last_day(event: Begun) -> date | None:
    """Return the last day of what begins, None for a paper that states none."""
    match event:
        case ConsultationRequested(due_on=day) | CasePosted(until=day):
            return day
        case ConfirmationGiven(valid_until=until):
            return until


def keys(fact: Recorded[Begun | Ended]) -> tuple[UUID]:
    """Return the key of what a fact begins or ends."""
    return (uuid5(fact.stream, " ".join(what(fact.event))),)


def fold(row: PassingDay | None, fact: Recorded[Begun | Ended]) -> PassingDay | None:
    """Keep a day until somebody notes that it is over, or nothing depends on it any more."""
    del row
    if isinstance(fact.event, Ended) or (day := last_day(fact.event)) is None:
        return None
    sort, about = what(fact.event)
    return {
        "id": keys(fact)[0],
        "nomination": fact.stream,
        "sort": sort,
        "about": about,
        "last_day": day,
        "begun_at": fact.envelope.recorded_at,
    }


view = folded(passing_days, reads=Begun | Ended, ignores=ELSEWHERE, keys=keys, fold=fold)


def passed_before(day: date) -> Select[UUID, str, str, date, datetime]:
    """Ask for what was over before *day* in cases that run, the oldest first."""
    row = passing_days.c
    return (
        select(row.nomination, row.sort, row.about, row.last_day, row.begun_at)
        .join(inbox, inbox.c.nomination == row.nomination)
        .where(row.last_day < day, inbox.c.kind.in_(KEPT))
        .order_by(row.last_day, row.id)
    )
