"""What the city announced of units and posts, in the order it was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Index, Table, Uuid, select

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.directory.events import DirectoryEvent, PostAnnounced, UnitAnnounced
from domain.facts import CommandReceived
from domain.nomination.events import NominationEvent
from domain.parking.events import ParkingEvent
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.review.events import ReviewEvent
from domain.submission.events import SubmissionEvent
from projections.columns import Document, Instant, Row, Words
from projections.paging import Cursor, Rows, matching, page
from projections.view import journal, views

ELSEWHERE = (
    NominationEvent
    | SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | NomineeEvent
    | PastEvent
    | ParkingEvent
    | ReformEvent
    | CouncilEvent
    | DelegationEvent
    | ReviewEvent
    | PersonEvent
    | CommandReceived
)

announcements = Table(
    "announcements_v1",
    views,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("person", Uuid),
    Column("level", Words),
    Column("name", Words),
    Column("parent", Words),
    Column("post", Words),
    Column("roles", Document, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("successors", Document, nullable=False),
    Column("told_by", Words, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index("announcements_v1_by_unit", "unit", "position"),
    Index("announcements_v1_by_person", "person", "position"),
)


class Told(TypedDict):
    """What an announcement says; a unit has level, name and parent, a post person and post."""

    kind: str
    unit: str
    person: UUID | None
    level: str | None
    name: str | None
    parent: str | None
    post: str | None
    roles: tuple[str, ...]
    since: date
    until: date | None
    successors: tuple[str, ...]


def lines(fact: Recorded[DirectoryEvent]) -> Iterator[Row]:
    """Return a line for each announcement."""
    envelope = fact.envelope
    yield {
        "position": fact.position,
        **_told(fact.event),
        "told_by": envelope.actor,
        "effective_on": envelope.effective_on,
        "recorded_at": envelope.recorded_at,
    }


def _told(event: DirectoryEvent) -> Told:
    match event:
        case UnitAnnounced():
            return {
                "kind": "unit",
                "unit": event.code,
                "person": None,
                "level": event.level,
                "name": event.name,
                "parent": event.parent,
                "post": None,
                "roles": (),
                "since": event.in_force_from,
                "until": event.in_force_to,
                "successors": event.successors,
            }
        case PostAnnounced():
            return {
                "kind": "post",
                "unit": event.unit,
                "person": event.person,
                "level": None,
                "name": None,
                "parent": None,
                "post": event.position,
                "roles": event.roles,
                "since": event.held_from,
                "until": event.held_to,
                "successors": (),
            }


view = journal(announcements, reads=DirectoryEvent, ignores=ELSEWHERE, lines=lines)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which announcements are asked for; None asks for all."""

    kind: str | None = None
    unit: str | None = None
    person: UUID | None = None


def listed(wanted: Wanted, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of announcements in the order they were recorded."""
    found = select(announcements).where(*matching(announcements, wanted))
    return page(found, (announcements.c.position,), after, limit)
