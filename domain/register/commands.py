"""Orders about one honour of the register."""

from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class RecoverHonour:
    """Note that object or money of an annulled honour came back; `amount` in dong."""

    honour: UUID
    hand: Hand
    object_returned: bool
    amount: int
    note: str
    ground: str
    review: UUID | None = None


@dataclass(frozen=True, slots=True)
class HandHonourBack:
    """Note that object or money came back to the holder of a restored honour; `amount` in dong."""

    honour: UUID
    hand: Hand
    object_handed: bool
    amount: int
    note: str


@dataclass(frozen=True, slots=True)
class RestoreHonour:
    """
    Let an annulled honour count again, by a paper of the granting unit or one above it.

    `above` are the units above the granting one.
    """

    honour: UUID
    hand: Hand
    number: str
    unit: str
    reason: str
    ground: str
    above: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReceiveHonourComplaint:
    """Enter a complaint or denunciation about an honour; who and what lies under `content`."""

    honour: UUID
    hand: Hand
    kind: str
    reference: str
    content: UUID


@dataclass(frozen=True, slots=True)
class SettleHonourComplaint:
    """Say how a complaint ended; a founded one on a ground on which honours are annulled."""

    honour: UUID
    hand: Hand
    reference: str
    outcome: str
    reason: str
    ground: str | None = None


MoneyCommand = RecoverHonour | HandHonourBack
RegisterCommand = MoneyCommand | RestoreHonour | ReceiveHonourComplaint | SettleHonourComplaint
