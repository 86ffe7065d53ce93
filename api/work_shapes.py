"""How what waits, what was done, and what is counted look."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from api.unit_names import NamedUnit
from projections.on_behalf import OnBehalf, Said


class InboxItem(TypedDict):
    """
    What waits: a draft, an act, an answer to a submission, a supplement, or a consultation.

    `item` tells what waits from all else, `subject` is what a consulted agency is asked.
    `due_by` and `due_on` both are the last day of the term that runs, null where none does;
    `due_state` says how it stands today: none, due, near or overdue.
    `holds` number the procedures against the nominee that are open; the case tells them.
    """

    item: UUID
    nomination: UUID
    kind: str
    role: str
    unit: str
    subject: str | None
    due_on: date | None
    due_by: date | None
    due_state: str
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
    nominee_name: str | None
    from_unit: str
    holds: list[str]


class InboxPage(TypedDict):
    """What waits, the first due first."""

    items: list[InboxItem]


class Reminder(TypedDict):
    """
    What the service reminds somebody of: the latest reminder of a case, or its escalation.

    `notice` names the rule it follows. It stands until the case moves on.
    """

    id: UUID
    nomination: UUID
    kind: str
    notice: str
    role: str
    unit: str
    step: str
    due_on: date
    due_state: str
    issued_on: date
    issued_at: datetime
    award: str
    nominee: UUID
    nominee_name: str | None


class ReminderPage(TypedDict):
    """Reminders, the first due first."""

    items: list[Reminder]


class HistoryLine(TypedDict, total=False):
    """
    An act; award, regime and digest of the ladder stand beside those of one nomination.

    `capacity` is a signing form (TM, KT, TL, TUQ, Q), `office` where nothing was signed, `service`
    where nobody acted, or `not-recorded` of a fact of before; `in_capacity` says it in words.
    `roles` and `hand_units` are the office, or the lent one; units of before were not kept: null.
    `units` are those the act or its hand names, each by the name it had then: its code may be
    another's today.
    """

    position: int
    subject: UUID
    stream: UUID
    version: int
    thing: str
    kind: str
    step: str | None
    actor: str
    roles: list[str]
    hand_units: list[str] | None
    capacity: str
    in_capacity: Said
    delegation: OnBehalf | None
    effective_on: date
    received_at: datetime
    recorded_at: datetime
    command: UUID
    correlation: str
    causation: str | None
    detail: dict[str, object]
    units: list[NamedUnit]
    award: str | None
    regime: str | None
    ladder_digest: str | None


class HistoryPage(TypedDict):
    """Acts in the order they were recorded."""

    items: list[HistoryLine]


class BoardCell(TypedDict):
    """How many nominations stand in one state; terms near and overdue as of today."""

    movement: str | None
    occasion: str | None
    unit: str
    award: str
    state: str
    nominations: int
    near: int
    overdue: int


class Board(TypedDict):
    """Where the nominations of a movement stand."""

    items: list[BoardCell]
