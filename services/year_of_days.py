"""A year of the official calendar: its working days counted, and how sure we are of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.rulebooks.words import CalendarDay
from services.ports import Calendars


@dataclass(frozen=True, slots=True)
class YearOfDays:
    """The days of a year that are otherwise than in any week, and how many days are worked."""

    days: Sequence[CalendarDay]
    working: int

    @property
    def unconfirmed(self) -> int:
        """Return on how many days no source about that very year was found."""
        return sum(not one.confirmed for one in self.days)

    @property
    def confirmed(self) -> bool:
        """Say whether every day was confirmed."""
        return not self.unconfirmed


def year_of_days(calendars: Calendars, year: int) -> YearOfDays:
    """Return the calendar of a year."""
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    calendar = calendars.around(first)
    every = (first + timedelta(number) for number in range((end - first).days))
    return YearOfDays(calendars.year(year), sum(map(calendar.is_working, every)))
