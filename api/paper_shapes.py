"""How submissions, decisions and honours look."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from projections.document_rows import BookingRow, CorrectionRow, ItemRow, StatusRow
from projections.honours import HonourRow


class IssuedPaperShort(TypedDict):
    """A submission or a decision in a list."""

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
    legal_basis: str | None
    base_salary: int | None
    reason: str | None
    detail: str | None
    waiting: int
    exchange_state: str | None
    to_do: bool
    position: int
    recorded_at: datetime


class IssuedPaper(IssuedPaperShort):
    """A submission or a decision with its items."""

    items: list[ItemRow]
    corrections: list[CorrectionRow]
    bookings: list[BookingRow]
    exchange: list[StatusRow]


class IssuedPaperPage(TypedDict):
    """Papers by date."""

    items: list[IssuedPaperShort]


class Honour(HonourRow):
    """An entry of the register."""

    decision_number: str | None
    nominee_name: str | None


class HonourPage(TypedDict):
    """Entries of the register by the day of granting."""

    items: list[Honour]
