"""A fact as the ledger keeps it: the event, where it stands, and the envelope beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

E_co = TypeVar("E_co", covariant=True)


class Dated(NamedTuple, Generic[E_co]):
    """An event and the date on its paper, which stands in the envelope beside it."""

    event: E_co
    on: date


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known beside the fact: whose hand, three clocks, and which command caused it."""

    actor: str
    roles: tuple[str, ...]
    capacity: str | None
    delegation: str | None
    effective_on: date
    received_at: datetime
    recorded_at: datetime
    command: UUID
    correlation: str
    causation: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded(Generic[E_co]):
    """An event, its `position` in the log and its `version` in the stream, both dense from 1."""

    position: int
    stream: UUID
    version: int
    event: E_co
    envelope: Envelope
