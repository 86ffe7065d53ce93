"""The sessions of councils: agenda, who is there, who stepped back, how each vote went."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

import orjson
from sqlalchemy import Column, Date, Index, Integer, Table, Uuid, select

from domain.access import person
from domain.council.events import (
    Attendance,
    BallotsTaken,
    BoxEvent,
    ConflictDeclared,
    HandsShown,
    ItemDropped,
    ItemVoted,
    OpinionWritten,
    RollClosed,
    SessionCalledOff,
    SessionClosed,
    SessionConvened,
    SessionEvent,
    SessionOpened,
    TermEvent,
)
from domain.council.merit import AgendaScored, PriorityNoted, TieDecided
from domain.council.presence import MemberArrived
from domain.council.seat import Conflict, SeatsRenewed
from domain.reading import Scope
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from projections.columns import Document, Row, Words, dumps
from projections.concerned import paged
from projections.councils import OTHERS, seated
from projections.paging import Cursor, Rows, matching
from projections.session_rows import (
    AttendanceRow,
    ConflictRow,
    ItemRow,
    OpinionRow,
    PriorityRow,
    ResultRow,
    SessionRow,
    TakenRow,
)
from projections.view import folded, the_stream, views

ELSEWHERE = OTHERS | TermEvent | BoxEvent
council_sessions = Table(
    "council_sessions_v4",
    views,
    Column("session", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("council", Uuid, nullable=False),
    Column("unit", Words, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("state", Words, nullable=False),
    Column("secretary", Words, nullable=False),
    Column("seats", Document, nullable=False),
    Column("agenda", Document, nullable=False),
    Column("present", Document, nullable=False),
    Column("quorum", Integer),
    Column("roll", Document, nullable=False),
    Column("reason", Words),
    Index("council_sessions_v4_by_council", "council", "held_on", "session"),
)
Later = ConflictDeclared | OpinionWritten | HandsShown | PriorityNoted | ItemVoted | ItemDropped
FRESH: Row = {
    "key": None,
    "opinions": [],
    "hands": None,
    "priorities": [],
    "result": None,
    "dropped": None,
}


def fold(row: SessionRow | None, fact: Recorded[SessionEvent]) -> SessionRow:
    """Change the session by one fact."""
    event = fact.event
    if isinstance(event, SessionConvened):
        return convened(fact.stream, event, fact.envelope.actor)
    if row is None:
        raise ImpossibleHistory(row, event)
    return {**_later(row, event), "version": fact.version}


def convened(session: UUID, event: SessionConvened, by: str) -> SessionRow:
    """Return a session that was called."""
    agenda = [{**_plain(one), **FRESH} for one in event.agenda]
    return {
        "session": session,
        "version": 1,
        "council": event.council,
        "unit": event.unit,
        "held_on": event.held_on,
        "state": "called",
        "secretary": by,
        "seats": seated(event.seats),
        "agenda": cast("list[ItemRow]", agenda),
        "present": [],
        "quorum": None,
        "roll": [],
        "reason": None,
    }


def _later(row: SessionRow, event: SessionEvent) -> SessionRow:
    """Return a session that was called, after one more fact."""
    match event:
        case SeatsRenewed():
            return renewed(row, event)
        case SessionOpened():
            return opened(row, event)
        case BallotsTaken():
            return {**row, "roll": [*row["roll"], cast("TakenRow", _plain(event))]}
        case MemberArrived(member=member, by=by):
            late: AttendanceRow = {"member": member, "by": by, "late": True}
            return {**row, "present": [*row["present"], late]}
        case RollClosed() | SessionClosed() | SessionCalledOff():
            return _turned(row, event)
        case AgendaScored() | TieDecided():
            return row  # the ranking is reckoned from the facts of the session
        case SessionConvened():
            raise ImpossibleHistory(row, event)
    return _of_item(row, event)


def _of_item(row: SessionRow, event: Later) -> SessionRow:
    """Return a session after something was said about one nomination."""
    about = str(event.nomination)
    said = [_said(one, event) if one["nomination"] == about else one for one in row["agenda"]]
    return {**row, "agenda": said}


def _turned(row: SessionRow, event: RollClosed | SessionClosed | SessionCalledOff) -> SessionRow:
    """Return a session that went on to its next state."""
    match event:
        case RollClosed():
            return {**row, "state": "casting"}
        case SessionClosed():
            return {**row, "state": "closed"}
        case SessionCalledOff(reason=reason):
            return {**row, "state": "called-off", "reason": reason}


def opened(row: SessionRow, event: SessionOpened) -> SessionRow:
    """Return a session that began."""
    keys = {str(one.nomination): one.modulus for one in event.keys}
    agenda: list[ItemRow] = [{**one, "key": keys.get(one["nomination"])} for one in row["agenda"]]
    there = [_punctual(one) for one in event.present]
    begun: SessionRow = {**row, "state": "sitting", "agenda": agenda, "present": there}
    return {**begun, "quorum": event.quorum}


def _punctual(one: Attendance) -> AttendanceRow:
    return {"member": one.member, "by": one.by, "late": False}


def renewed(row: SessionRow, event: SeatsRenewed) -> SessionRow:
    """Return a session with the seats of its day, and the interests that follow from them."""
    more = {str(one.nomination): one.conflicts for one in event.conflicts}
    agenda: list[ItemRow] = [
        {**one, "conflicts": [*one["conflicts"], *_interests(more.get(one["nomination"], ()))]}
        for one in row["agenda"]
    ]
    return {**row, "seats": seated(event.seats), "agenda": agenda}


def _interests(found: Sequence[Conflict]) -> list[ConflictRow]:
    return [{"person": one.person, "ground": one.ground} for one in found]


def _said(item: ItemRow, event: Later) -> ItemRow:
    """Return an item of the agenda after one more thing was said about it."""
    match event:
        case ConflictDeclared(person=who, ground=ground):
            more: ConflictRow = {"person": who, "ground": ground}
            return {**item, "conflicts": [*item["conflicts"], more]}
        case OpinionWritten(person=who, choice=choice):
            wrote: OpinionRow = {"person": who, "choice": choice.value}
            return {**item, "opinions": [*without(item["opinions"], who), wrote]}
        case HandsShown(in_favour=some, against=others):
            return {**item, "hands": {"in_favour": [*some], "against": [*others]}}
        case PriorityNoted(rule=rule, reason=reason):
            noted: PriorityRow = {"rule": rule, "reason": reason}
            return {**item, "priorities": [*item["priorities"], noted]}
        case ItemDropped(reason=reason):
            return {**item, "dropped": reason}
        case ItemVoted():
            return {**item, "result": result(event)}


def without(opinions: Sequence[OpinionRow], who: str) -> list[OpinionRow]:
    """Return the opinions of others: a member's own takes the place of one entered for them."""
    return [one for one in opinions if person(one["person"]) != person(who)]


def result(event: ItemVoted) -> ResultRow:
    """Return how a vote ended."""
    return {
        "members": event.members,
        "in_favour": event.in_favour,
        "against": event.against,
        "blank": event.blank,
        "needed": event.needed,
        "carried": event.carried,
        "casting": event.casting,
        "held": event.held,
    }


def _plain(value: object) -> dict[str, object]:
    """Return a part of a fact as JSON has it."""
    return cast("dict[str, object]", orjson.loads(dumps(value)))


view = folded(council_sessions, reads=SessionEvent, ignores=ELSEWHERE, keys=the_stream, fold=fold)
BY = (council_sessions.c.held_on, council_sessions.c.session)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions are asked for; None asks for all."""

    council: UUID | None = None
    unit: str | None = None
    state: str | None = None


def listed(wanted: Wanted, scope: Scope, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of sessions by day."""
    found = select(council_sessions).where(*matching(council_sessions, wanted))
    return paged(found, scope, BY, after, limit)


def held_in(units: Collection[str]) -> Rows:
    """Ask for the sessions of councils of some units that were not called off."""
    row = council_sessions.c
    found = select(row.session).order_by(row.session)
    return found.where(row.unit.in_(units), row.state != "called-off")


def one(session: UUID) -> Rows:
    """Ask for one session."""
    return select(council_sessions).where(council_sessions.c.session == session)
