"""Orders about a paper on its way between offices."""

from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class TellStatus:
    """Note what a receiving unit says became of a paper; the hand's date is the day it says so."""

    paper: UUID
    hand: Hand
    unit: str
    status: str
    words: str
    told_at: str
