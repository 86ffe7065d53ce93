"""The table of papers: one row a paper that left an office under a number."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table, Uuid

from domain.recorded import Recorded
from projections.columns import Document, Instant, Words
from projections.on_behalf import OnBehalf, on_behalf
from projections.view import views


class ItemRow(TypedDict):
    """What a paper says of one nomination, or honour, and what the item became."""

    nomination: str | None
    honour: str | None
    award: str | None
    answer: str
    on: str | None
    reason: str | None
    detail: str | None
    missing: list[dict[str, str]]


class CorrectionRow(TypedDict):
    """A clerical error that was put right."""

    field: str
    was: str
    now: str
    reason: str
    on: str


class BookingRow(TypedDict):
    """An entry of the paper in a book of a unit."""

    unit: str
    book: str
    number: str
    dated: str


class StatusRow(TypedDict):
    """What a receiver said became of the paper: when it was so, and when it was written down."""

    unit: str
    status: str
    means: str
    to_do: bool
    confirmed: bool
    words: str
    on: str
    at: str | None
    recorded_at: str


class ListedDocument(TypedDict):
    """
    One paper in a list; `about` is the decision or honour that a later paper annuls or restores.

    `exchange_state` is what the last status says, `to_do` that a receiver's last asks for an act.

    `version` is that of the stream after the last fact the row tells of.
    An annulling paper goes out from the unit of the decision it is about and names none itself.
    """

    document: UUID
    version: int
    kind: str
    number: str
    dated: date
    unit: str | None
    to_unit: str | None
    about: UUID | None
    signer: str
    signer_position: str | None
    capacity: str | None
    delegation: OnBehalf | None
    legal_basis: str | None
    base_salary: int | None
    reason: str | None
    detail: str | None
    waiting: int
    exchange_state: str | None
    to_do: bool
    position: int
    recorded_at: datetime


class DocumentRow(ListedDocument):
    """The same with its items, and what was put right, booked and told of it since."""

    items: list[ItemRow]
    corrections: list[CorrectionRow]
    bookings: list[BookingRow]
    exchange: list[StatusRow]


documents = Table(
    "documents_v4",
    views,
    Column("document", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("number", Words, nullable=False),
    Column("dated", Date, nullable=False),
    Column("unit", Words),
    Column("to_unit", Words),
    Column("about", Uuid),
    Column("signer", Words, nullable=False),
    Column("signer_position", Words),
    Column("capacity", Words),
    Column("delegation", Document),
    Column("legal_basis", Words),
    Column("base_salary", BigInteger),
    Column("reason", Words),
    Column("detail", Words),
    Column("items", Document, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("corrections", Document, nullable=False),
    Column("bookings", Document, nullable=False),
    Column("exchange", Document, nullable=False),
    Column("exchange_state", Words),
    Column("to_do", Boolean, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index("documents_v4_by_day", "dated", "document"),
    Index("documents_v4_by_receiver", "to_unit", "dated", "document"),
    Index("documents_v4_by_subject", "about"),
)


def paper(fact: Recorded[object], kind: str, number: str, dated: date) -> DocumentRow:
    """Return the row of a paper that nothing more is known of."""
    return {
        "document": fact.stream,
        "version": fact.version,
        "kind": kind,
        "number": number,
        "dated": dated,
        "unit": None,
        "to_unit": None,
        "about": None,
        "signer": fact.envelope.actor,
        "signer_position": None,
        "capacity": fact.envelope.capacity,
        "delegation": on_behalf(fact.envelope),
        "legal_basis": None,
        "base_salary": None,
        "reason": None,
        "detail": None,
        "items": [],
        "waiting": 0,
        "corrections": [],
        "bookings": [],
        "exchange": [],
        "exchange_state": None,
        "to_do": False,
        "position": fact.position,
        "recorded_at": fact.envelope.recorded_at,
    }


def item(answer: str, nomination: UUID | None = None) -> ItemRow:
    """Return a line of a paper."""
    return {
        "nomination": None if nomination is None else str(nomination),
        "honour": None,
        "award": None,
        "answer": answer,
        "on": None,
        "reason": None,
        "detail": None,
        "missing": [],
    }
