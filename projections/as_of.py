"""As of a point: which facts of a stream lie before it, and which lines of the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from domain.access import VIETNAM
from domain.facts import Event
from domain.recorded import Recorded
from projections.columns import Sheet
from projections.history_rows import history
from projections.paging import Rows


@dataclass(frozen=True, slots=True)
class Point:
    """
    Up to where a log is looked at; None is no limit.

    `known_on` is the last day, in Viet Nam, on which a fact was recorded; `effective_on` the last
    date on its paper; `up_to` the last position.
    """

    known_on: date | None = None
    effective_on: date | None = None
    up_to: int | None = None

    def has(self, fact: Recorded[Event]) -> bool:
        """Say whether a fact lies before the end of what is looked at."""
        recorded = fact.envelope.recorded_at.astimezone(VIETNAM).date()
        return (
            (self.up_to is None or fact.position <= self.up_to)
            and (self.known_on is None or recorded <= self.known_on)
            and (self.effective_on is None or fact.envelope.effective_on <= self.effective_on)
        )

    def is_all(self, last: int, today: date) -> bool:
        """Say whether, of a log that ends at a position on a day, nothing is left out."""
        days = (self.known_on, self.effective_on)
        whole = self.up_to is None or self.up_to >= last
        return whole and all(one is None or one >= today for one in days)

    def day(self, today: date) -> date:
        """Return the day from which terms are seen."""
        return min(one for one in (today, self.known_on, self.effective_on) if one)

    @property
    def is_now(self) -> bool:
        """Say whether nothing is left out."""
        return self == NOW


NOW = Point()


def before(point: Point, facts: Iterable[Recorded[Event]]) -> Iterable[Recorded[Event]]:
    """
    Yield the facts of one stream that precede the first beyond a point.

    A stream is cut, never thinned: what a later act rests on stays with it (as `Histories.until`).
    """
    return takewhile(point.has, facts)


def midnight_after(day: date) -> datetime:
    """Return when a day ends in Viet Nam."""
    return datetime.combine(day + timedelta(1), time(), VIETNAM)


def lines_as_of(lines: Rows, point: Point, sheet: Sheet = history) -> Rows:
    """Leave out of a question for lines those beyond a point, each by its own dates."""
    at = sheet.c
    if point.up_to is not None:
        lines = lines.where(at.position <= point.up_to)
    if point.known_on is not None:
        lines = lines.where(at.recorded_at < midnight_after(point.known_on))
    if point.effective_on is not None:
        lines = lines.where(at.effective_on <= point.effective_on)
    return lines
