"""Facts about one honour, and about keys that may be used once only."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.nomination.events import Nominee


@dataclass(frozen=True, slots=True)
class HonourRegistered:
    """An honour was entered; `bonus` is dong, None where coefficient or base salary is unknown."""

    nomination: UUID
    decision: UUID
    nominee: Nominee
    award: str
    granted_by: str
    granted_on: date
    coefficient: Decimal | None
    coefficient_confirmed: bool
    bonus: int | None


@dataclass(frozen=True, slots=True)
class HonourAnnulled:
    """The honour no longer counts; the entry and its decision stay readable."""

    decision: UUID
    ground: str
    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class HonourRecovered:
    """Objects or money of an annulled honour came back; `amount` in dong."""

    object_returned: bool
    amount: int
    note: str


@dataclass(frozen=True, slots=True)
class HonourRestored:
    """An annulled honour counts again, by a paper that lifts the annulment."""

    number: str
    dated: date
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeyClaimed:
    """A key that may be used once (a paper's number in its unit and year) is taken by `holder`."""

    key: str
    holder: UUID


RegisterEvent = HonourRegistered | HonourAnnulled | HonourRecovered | HonourRestored
ClaimEvent = KeyClaimed
