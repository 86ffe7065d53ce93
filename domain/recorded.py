"""A fact as the ledger keeps it: the event, where it stands, and the envelope beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from domain.acting import ActingFor

E_co = TypeVar("E_co", covariant=True)


class Dated(NamedTuple, Generic[E_co]):
    """An event, and of the envelope beside it: the date on its paper and who stands behind it."""

    event: E_co
    on: date
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """
    What is known beside the fact: whose hand, three clocks, and which command caused it.

    `delegation` was a text before delegations were kept here; such facts still load. `units` are
    those the hand sat in, None in facts from before that was kept.
    """

    actor: str
    roles: tuple[str, ...]
    capacity: str | None
    delegation: str | ActingFor | None
    effective_on: date
    received_at: datetime
    recorded_at: datetime
    command: UUID
    correlation: str
    causation: str | None = None
    units: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Recorded(Generic[E_co]):
    """An event, its `position` in the log and its `version` in the stream, both dense from 1."""

    position: int
    stream: UUID
    version: int
    event: E_co
    envelope: Envelope
