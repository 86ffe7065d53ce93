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


RegisterCommand = RecoverHonour | RestoreHonour
