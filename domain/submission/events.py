"""Facts about one submission."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.booking.events import PaperBooked
from domain.exchange.events import StatusTold
from domain.nomination.events import Missing


@dataclass(frozen=True, slots=True)
class SubmissionDispatched:
    """A level sent nominations upward under one number and date."""

    number: str
    dated: date
    from_unit: str
    to_unit: str
    nominations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ItemAccepted:
    """The receiver took one nomination in."""

    nomination: UUID


@dataclass(frozen=True, slots=True)
class ItemReturned:
    """The receiver sent one nomination back for supplement."""

    nomination: UUID
    missing: tuple[Missing, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ItemRefused:
    """The receiver refused one nomination with a coded reason."""

    nomination: UUID
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class ItemWithdrawn:
    """The proposing unit took one nomination back before the receiver answered."""

    nomination: UUID
    reason: str


ItemSettled = ItemAccepted | ItemReturned | ItemRefused | ItemWithdrawn
SubmissionEvent = SubmissionDispatched | ItemSettled | PaperBooked | StatusTold
