"""Messages that were put aside: why, where they stand, and what was tried."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, Table, Uuid, func, select

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.directory.events import DirectoryEvent
from domain.facts import CommandReceived
from domain.nomination.events import NominationEvent
from domain.parking.events import (
    MessageParked,
    ParkedMessageCorrected,
    ParkedMessageDropped,
    ParkedMessageReplayed,
    ParkingEvent,
    Reason,
)
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.review.events import ReviewEvent
from domain.submission.events import SubmissionEvent
from projections.columns import Document, Instant, Words
from projections.paging import Cursor, Rows, matching, page
from projections.view import folded, the_stream, views

ELSEWHERE = (
    NominationEvent
    | SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | NomineeEvent
    | PastEvent
    | DirectoryEvent
    | ReformEvent
    | CouncilEvent
    | DelegationEvent
    | ReviewEvent
    | PersonEvent
    | CommandReceived
)
WAITING, DONE, DROPPED = "waiting", "done", "dropped"


class ReasonRow(TypedDict):
    """Why a message was not carried out."""

    code: str
    detail: str
    about: dict[str, str]


class ListedMessage(TypedDict):
    """
    A message that was put aside.

    `outcome` is that of the last replay, `settled_reason` why it was dropped, `digest` that of the
    content that counts now.
    """

    message: UUID
    version: int
    state: str
    source: str
    type: str
    topic: str
    partition: int
    offset: int
    digest: str
    size: int
    reasons: list[ReasonRow]
    corrections: int
    replays: int
    outcome: str | None
    settled_reason: str | None
    received_at: datetime
    parked_at: datetime
    changed_at: datetime
    position: int


class ParkedRow(ListedMessage):
    """Its row; `codes` are those of the reasons, a bar before and after each."""

    codes: str


parked_messages = Table(
    "parked_messages_v1",
    views,
    Column("message", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("topic", Words, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("digest", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("reasons", Document, nullable=False),
    Column("codes", Words, nullable=False),
    Column("corrections", Integer, nullable=False),
    Column("replays", Integer, nullable=False),
    Column("outcome", Words),
    Column("settled_reason", Words),
    Column("received_at", Instant, nullable=False),
    Column("parked_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("position", BigInteger, nullable=False),
    Index("parked_messages_v1_by_position", "position"),
    Index("parked_messages_v1_by_state", "state", "position"),
)


def fold(row: ParkedRow | None, fact: Recorded[ParkingEvent]) -> ParkedRow:
    """Change the row of a message by one fact."""
    if isinstance(fact.event, MessageParked):
        return parked(fact, fact.event)
    if row is None:
        raise ImpossibleHistory(row, fact.event)
    later = _later(row, fact.event)
    return {**later, "version": fact.version, "changed_at": fact.envelope.recorded_at}


def parked(fact: Recorded[ParkingEvent], event: MessageParked) -> ParkedRow:
    """Return the row of a message that waits."""
    return {
        "message": fact.stream,
        "version": fact.version,
        "state": WAITING,
        "source": event.source,
        "type": event.type,
        "topic": event.place.topic,
        "partition": event.place.partition,
        "offset": event.place.offset,
        "digest": event.digest,
        "size": event.size,
        "reasons": told(event.reasons),
        "codes": codes(event.reasons),
        "corrections": 0,
        "replays": 0,
        "outcome": None,
        "settled_reason": None,
        "received_at": fact.envelope.received_at,
        "parked_at": fact.envelope.recorded_at,
        "changed_at": fact.envelope.recorded_at,
        "position": fact.position,
    }


def _later(
    row: ParkedRow, event: ParkedMessageCorrected | ParkedMessageReplayed | ParkedMessageDropped
) -> ParkedRow:
    match event:
        case ParkedMessageCorrected(digest=digest, size=size):
            more = row["corrections"] + 1
            return {**row, "digest": digest, "size": size, "corrections": more}
        case ParkedMessageReplayed():
            return replayed(row, event)
        case ParkedMessageDropped(reason=reason):
            return {**row, "state": DROPPED, "settled_reason": reason}


def replayed(row: ParkedRow, event: ParkedMessageReplayed) -> ParkedRow:
    """Return the row after one more try; one that was refused waits on, for its new reasons."""
    tried: ParkedRow = {**row, "replays": row["replays"] + 1, "outcome": event.outcome}
    if event.outcome != "refused":
        return {**tried, "state": DONE}
    return {**tried, "reasons": told(event.reasons), "codes": codes(event.reasons)}


def told(reasons: tuple[Reason, ...]) -> list[ReasonRow]:
    """Return reasons as they are shown."""
    return [{"code": one.code, "detail": one.detail, "about": dict(one.about)} for one in reasons]


def codes(reasons: tuple[Reason, ...]) -> str:
    """Return the codes of *reasons*, each once, so that one can be looked for."""
    return "".join(f"|{code}|" for code in dict.fromkeys(one.code for one in reasons))


view = folded(parked_messages, reads=ParkingEvent, ignores=ELSEWHERE, keys=the_stream, fold=fold)

LISTED = [c for c in parked_messages.c if c.name != "codes"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages are asked for; None asks for all."""

    state: str | None = None
    source: str | None = None
    type: str | None = None


def message_of(key: UUID) -> Rows:
    """Ask for one message."""
    return select(*LISTED).where(parked_messages.c.message == key)


def listed(
    wanted: Wanted, reason: str | None = None, after: Cursor | None = None, limit: int = 50
) -> Rows:
    """Ask for a page of messages, those put aside first before the others."""
    found = select(*LISTED).where(*matching(parked_messages, wanted))
    if reason is not None:
        found = found.where(parked_messages.c.codes.contains(f"|{reason}|", autoescape=True))
    return page(found, (parked_messages.c.position,), after, limit)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many messages wait, and how many of them for which reason: one may have several."""

    messages: int
    reasons: Mapping[str, int]


def waiting(tx: Connection) -> Waiting:
    """Count what waits; the reasons are codes of the house, however many messages there are."""
    told, number = parked_messages.c.codes, func.count()
    asked = select(told, number).where(parked_messages.c.state == WAITING).group_by(told)
    found, reasons = [(row[0], row[1]) for row in tx.execute(asked)], Counter[str]()
    for written, messages in found:
        reasons.update(dict.fromkeys(filter(None, written.split("|")), messages))
    return Waiting(sum(messages for _, messages in found), dict(sorted(reasons.items())))


def counts() -> Rows:
    """Ask how many messages stand in each state."""
    state = parked_messages.c.state
    return select(state, func.count().label("messages")).group_by(state).order_by(state)
