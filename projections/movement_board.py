"""The movement board: how many nominations stand where, by movement, occasion, unit and award."""

from dataclasses import dataclass
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
    case,
    exists,
    func,
    select,
)

from domain.facts import BesideCases
from domain.hearing.events import HearingEvent
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.clock import ClockEvent
from domain.nomination.events import (
    DeadlineMissed,
    NominationFiled,
    NominationForwarded,
    NominationGranted,
    NominationOpened,
    NominationReceived,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
    StepPassed,
)
from domain.nomination.favour import FavourEvent
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Content, End, Opinion
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from domain.terms import DueState, Horizon
from projections.columns import Words
from projections.desk import days_of
from projections.inbox_rows import inbox
from projections.paging import Rows, matching
from projections.view import folded, the_stream, views

Move = (
    NominationFiled
    | NominationForwarded
    | NominationReceived
    | ReturnedForSupplement
    | NominationSupplemented
    | End
)
Told = NominationOpened | Move | CaseReassigned
# What leaves the state as it is, and what cases say themselves.
ELSEWHERE = (
    Content
    | Opinion
    | DeadlineMissed
    | NomineeNamed
    | HoldEvent
    | HearingEvent
    | FavourEvent
    | ClockEvent
    | StepPassed
    | CaseUnassigned
    | BesideCases
)

board = Table(
    "movement_board_v1",
    views,
    Column("nomination", Uuid, primary_key=True),
    Column("movement", Words),
    Column("occasion", Words),
    Column("nominee_class", Words),
    Column("unit", Words, nullable=False),
    Column("award", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("opened_on", Date, nullable=False),
    Index("movement_board_v1_by_cell", "movement", "occasion", "unit", "award", "state"),
)


class BoardRow(TypedDict):
    """Where one nomination stands; movement and its parts are None outside any movement."""

    nomination: UUID
    movement: str | None
    occasion: str | None
    nominee_class: str | None
    unit: str
    award: str
    state: str
    opened_on: date


def fold(row: BoardRow | None, fact: Recorded[Told]) -> BoardRow:
    """Change where a nomination stands by one fact."""
    event = fact.event
    if isinstance(event, NominationOpened):
        return opened(fact.stream, event)
    if row is None:
        raise ImpossibleHistory(row, event)
    if isinstance(event, CaseReassigned):
        return {**row, "unit": event.proposer}
    return {**row, "state": state_after(event)}


def state_after(event: Move) -> str:
    """Return the word for where a case stands after it moved."""
    match event:
        case NominationFiled() | NominationReceived() | NominationSupplemented():
            return "at-step"
        case NominationForwarded():
            return "in-transit"
        case ReturnedForSupplement():
            return "returned"
        case NominationGranted():
            return "granted"
        case NominationRefused():
            return "refused"
        case NominationWithdrawn():
            return "withdrawn"


def opened(nomination: UUID, event: NominationOpened) -> BoardRow:
    """Return the row of a draft."""
    campaign = event.campaign
    return {
        "nomination": nomination,
        "movement": campaign.movement if campaign else None,
        "occasion": campaign.occasion if campaign else None,
        "nominee_class": campaign.nominee_class if campaign else None,
        "unit": event.unit,
        "award": event.ladder.award,
        "state": "draft",
        "opened_on": event.opened_on,
    }


view = folded(board, reads=Told, ignores=ELSEWHERE, keys=the_stream, fold=fold)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which nominations are counted; None counts all."""

    movement: str | None = None
    occasion: str | None = None
    nominee_class: str | None = None
    unit: str | None = None
    award: str | None = None
    state: str | None = None


OUT = ("draft", "withdrawn", "refused")


def competing(wanted: Wanted) -> Rows:
    """Ask for the cases that compete: filed, and neither taken back nor refused."""
    row = board.c
    found = select(row.nomination).where(*matching(board, wanted), row.state.not_in(OUT))
    return found.order_by(row.nomination)


TOLD = (DueState.NEAR, DueState.OVERDUE)


def standing(state: DueState, seen: Horizon) -> ColumnElement[int]:
    """
    Count the terms that stand so; only what waits for an act has one.

    A question within the question, for the board alone is narrowed: cases that wait nowhere count.
    """
    runs = exists().where(
        inbox.c.nomination == board.c.nomination,
        inbox.c.kind == "act",
        inbox.c.due_by.between(*days_of(state, seen)),
    )
    return func.sum(case((runs, 1), else_=0)).label(state.value)


def counts(
    wanted: Wanted,
    seen: Horizon,
    opened_from: date | None = None,
    opened_to: date | None = None,
) -> Rows:
    """
    Ask for the count of each cell, and of the terms that are near and overdue as *seen*.

    The dates, both included, cut out a phase of a movement.
    """
    cell = [board.c[name] for name in ("movement", "occasion", "unit", "award", "state")]
    how_many = [func.count().label("nominations"), *(standing(state, seen) for state in TOLD)]
    found = select(*cell, *how_many).where(*matching(board, wanted))
    if opened_from is not None:
        found = found.where(board.c.opened_on >= opened_from)
    if opened_to is not None:
        found = found.where(board.c.opened_on <= opened_to)
    return found.group_by(*cell).order_by(*cell)
