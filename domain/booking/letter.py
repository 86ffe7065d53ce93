"""What the books and the exchange need of a paper that went out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.booking.events import PaperBooked
from domain.exchange.events import StatusTold


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A paper on its way: from `unit` to `to_unit`, None where it goes to whom it may concern.

    `entries` are by unit and book; `told` is what receivers said became of it.
    """

    sort: str
    unit: str
    to_unit: str | None
    dated: date
    entries: Mapping[tuple[str, str], PaperBooked] = field(default_factory=dict)
    told: frozenset[StatusTold] = frozenset()


def onward(letter: Letter, event: PaperBooked | StatusTold) -> Letter:
    """Return the letter after one more thing an office did with it."""
    if isinstance(event, PaperBooked):
        return replace(letter, entries={**letter.entries, (event.unit, event.book): event})
    return replace(letter, told=letter.told | {event})
