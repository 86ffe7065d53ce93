"""The order that puts an open case under a newer regime."""

from dataclasses import dataclass, field
from uuid import UUID

from domain.hand import Hand
from domain.ladder import Ladder
from domain.rulebooks.regime import Regime


@dataclass(frozen=True, slots=True)
class ChooseRegime:
    """Let a case go on under a newer regime; `ladder` is its route there, None where none is."""

    nomination: UUID
    hand: Hand
    newer: Regime = field(repr=False)
    ladder: Ladder | None = field(repr=False)
    reason: str
