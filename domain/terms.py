"""Working days: how long a step may take, counted with the official calendar."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of the years in question, and weekend days worked in exchange."""

    days_off: AbstractSet[date] = frozenset()
    worked_weekends: AbstractSet[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Say whether offices work on *day*."""
        return day in self.worked_weekends or not (is_weekend(day) or day in self.days_off)


def is_weekend(day: date) -> bool:
    """Say whether *day* is one of the two rest days of a week."""
    return day.weekday() >= SATURDAY


def due_on(start: date, working_days: int, calendar: Calendar) -> date:
    """
    Return the last day of a term of *working_days* that starts on *start*.

    The first day is not counted, so a term of 1 from a Friday ends on Monday.

    Raises:
        ValueError: a term of less than one working day, a data error.

    Source:
        Civil Code 2015 arts. 147-148, domain facts 10.9: not confirmed.
    """
    if working_days < 1:
        raise ValueError(f"a term of {working_days} working days")
    day = start
    for _ in range(working_days):
        day += timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
    return day
