"""Orders about the books of an office."""

from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class BookPaper:
    """Enter a submission or a decision into a unit's book; the hand's date is the entry's."""

    paper: UUID
    hand: Hand
    unit: str
    book: str
    number: str
