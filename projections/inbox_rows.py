"""The table of the inbox: one row a nomination that waits."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy import Column, Date, Index, Table, Uuid

from projections.columns import Document, Instant, Words
from projections.view import views

NOMINATING = "nominating-officer"
NO_TERM = date.max
RAN_OUT = "deadline-missed"

inbox = Table(
    "inbox_v3",
    views,
    Column("nomination", Uuid, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("due_by", Date, nullable=False),
    Column("waiting_since", Instant, nullable=False),
    Column("arrived_on", Date, nullable=False),
    Column("step", Words),
    Column("level", Words),
    Column("act", Words),
    Column("submission", Uuid),
    Column("award", Words, nullable=False),
    Column("regime", Words, nullable=False),
    Column("movement", Words),
    Column("occasion", Words),
    Column("nominee", Uuid, nullable=False),
    Column("nominee_kind", Words, nullable=False),
    Column("from_unit", Words, nullable=False),
    Column("ladder", Document, nullable=False),
    Column("holds", Document, nullable=False),
    Column("told", Document, nullable=False),
    Index("inbox_v3_by_desk", "unit", "role", "due_by", "arrived_on", "nomination"),
)


class Rung(TypedDict):
    """What the inbox must know of a step when a case comes to it."""

    level: str
    act: str
    role: str
    unit: str


class InboxRow(TypedDict):
    """
    What waits; `kind` is draft, act, answer, supplement or assign.

    It came to wait on the day of a paper, `arrived_on`, which was recorded at `waiting_since`.
    `due_by` is the last day of the term that runs, NO_TERM where none does: those come last.
    `told` are the notices that the service gave of it, and that it ran out.
    `holds` are the references of procedures that are open, which keep it from going up.
    """

    nomination: UUID
    kind: str
    role: str
    unit: str
    due_by: date
    waiting_since: datetime
    arrived_on: date
    step: str | None
    level: str | None
    act: str | None
    submission: UUID | None
    award: str
    regime: str
    movement: str | None
    occasion: str | None
    nominee: UUID
    nominee_kind: str
    from_unit: str
    ladder: dict[str, Rung]
    holds: list[str]
    told: list[str]


Since = tuple[date, datetime]
"""Since when something waits: by the paper, and by when that was recorded."""


def at_desk(row: InboxRow, step: str, since: Since, due: date | None) -> InboxRow:
    """Return a case that waits for an act at a step."""
    on, at = since
    return {
        **row,
        **row["ladder"][step],
        "kind": "act",
        "step": step,
        "due_by": due or NO_TERM,
        "waiting_since": at,
        "arrived_on": on,
        "told": [],
    }
