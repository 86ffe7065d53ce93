"""What the books need of a paper that went out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.booking.events import PaperBooked


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A paper on its way: from `unit` to `to_unit`, None where it goes to whom it may concern.

    `entries` are by unit and book.
    """

    sort: str
    unit: str
    to_unit: str | None
    dated: date
    entries: Mapping[tuple[str, str], PaperBooked] = field(default_factory=dict)


def entered(letter: Letter, entry: PaperBooked) -> Letter:
    """Return the letter with one more entry."""
    return replace(letter, entries={**letter.entries, (entry.unit, entry.book): entry})
