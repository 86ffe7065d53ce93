"""The councils: which unit has one, and who sits in it from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast
from uuid import UUID

import orjson
from sqlalchemy import Column, Date, Index, Integer, Table, Uuid, select

from domain.council.events import (
    BoxEvent,
    CouncilAppointed,
    MemberRelieved,
    MembersAppointed,
    SessionEvent,
    TermEvent,
)
from domain.council.seat import Seat
from domain.council.state import is_same
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.facts import CommandReceived, IntakeEvent
from domain.nomination.events import NominationEvent
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.review.events import ReviewEvent
from domain.submission.events import SubmissionEvent
from projections.columns import Document, Words, dumps
from projections.paging import Cursor, Rows, matching, page
from projections.view import folded, the_stream, views

OTHERS = (
    NominationEvent
    | SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | NomineeEvent
    | ReformEvent
    | PastEvent
    | IntakeEvent
    | DelegationEvent
    | ReviewEvent
    | PersonEvent
    | CommandReceived
)
ELSEWHERE = OTHERS | SessionEvent | BoxEvent

councils = Table(
    "councils_v2",
    views,
    Column("council", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("unit", Words, nullable=False),
    Column("since", Date, nullable=False),
    Column("seats", Document, nullable=False),
    Column("papers", Document, nullable=False),
    Index("councils_v2_by_unit", "unit", "council"),
)


class SeatRow(TypedDict):
    """A person's term, both days included; `until` is absent while it has no end."""

    person: str
    function: str
    since: str
    until: str | None
    heads: str | None
    stands_in_for: str | None
    nominee: str | None


class AppointingPaper(TypedDict):
    """A paper that appointed or relieved somebody."""

    number: str
    dated: str
    legal_basis: str


class CouncilRow(TypedDict):
    """A council with all the terms it ever had, and the papers that say so."""

    council: UUID
    version: int
    unit: str
    since: date
    seats: list[SeatRow]
    papers: list[AppointingPaper]


def seated(seats: Sequence[Seat]) -> list[SeatRow]:
    """Return seats as a view keeps them."""
    return cast("list[SeatRow]", orjson.loads(dumps(seats)))


def fold(row: CouncilRow | None, fact: Recorded[TermEvent]) -> CouncilRow:
    """Change the council by one fact."""
    event = fact.event
    said: AppointingPaper = {
        "number": event.number,
        "dated": event.dated.isoformat(),
        "legal_basis": event.legal_basis,
    }
    if isinstance(event, CouncilAppointed):
        seats = seated(event.seats)
        return {
            "council": fact.stream,
            "version": 1,
            "unit": event.unit,
            "since": event.dated,
            "seats": seats,
            "papers": [said],
        }
    if row is None:
        raise ImpossibleHistory(row, event)
    changed: CouncilRow = {**row, "seats": _seats(row["seats"], event)}
    return {**changed, "version": fact.version, "papers": [*row["papers"], said]}


def _seats(seats: list[SeatRow], event: MembersAppointed | MemberRelieved) -> list[SeatRow]:
    """Return the seats after a later paper."""
    if isinstance(event, MembersAppointed):
        return [*seats, *seated(event.seats)]
    last = event.last_day.isoformat()
    return [{**one, "until": last} if _runs(one, event.person, last) else one for one in seats]


def _runs(seat: SeatRow, who: str, day: str) -> bool:
    """Say whether a seat is somebody's on a day; days compare as texts do."""
    theirs = is_same(seat["person"], who) and seat["since"] <= day
    return theirs and (seat["until"] is None or day <= seat["until"])


view = folded(councils, reads=TermEvent, ignores=ELSEWHERE, keys=the_stream, fold=fold)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which councils are asked for; None asks for all."""

    unit: str | None = None


def listed(wanted: Wanted, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of councils by unit."""
    found = select(councils).where(*matching(councils, wanted))
    return page(found, (councils.c.unit, councils.c.council), after, limit)


def one(council: UUID) -> Rows:
    """Ask for one council."""
    return select(councils).where(councils.c.council == council)
