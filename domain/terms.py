"""Working days: how long a step may take, counted with the official calendar."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

SATURDAY = 5
DAY = timedelta(days=1)


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


class Restart(Enum):
    """What a term does after a return for supplement: it starts anew, or goes on where it stood."""

    ANEW = "anew"
    ON = "on"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """
    How the clock of a step's term goes; a case keeps the rule of the day it was opened.

    `on_hold` says whether the clock stops while a case is held.
    """

    after_return: Restart
    on_hold: bool
    source: str
    confirmed: bool


BEFORE_RULES = ClockRule(Restart.ANEW, on_hold=False, source="", confirmed=False)
"""The rule of cases that were opened before there was one."""


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
    return _walked(start, working_days, DAY, calendar)


def shifted(day: date, working_days: int, calendar: Calendar) -> date:
    """Return the day so many working days after *day*, or before it where the number is below 0."""
    ahead = _walked(day, working_days, DAY, calendar)
    return _walked(ahead, -working_days, -DAY, calendar)


def _walked(day: date, working_days: int, step: timedelta, calendar: Calendar) -> date:
    """Return the day so many working days on; where the number is not above 0, the day itself."""
    for _ in range(working_days):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def days_between(start: date, end: date, calendar: Calendar) -> int:
    """Return the working days after *start* up to and with *end*; below 0 when *end* is earlier."""
    if end < start:
        return -days_between(end, start, calendar)
    days = (start + DAY * number for number in range(1, (end - start).days + 1))
    return sum(map(calendar.is_working, days))


def days_used(working_days: int, due: date, day: date, calendar: Calendar) -> int:
    """Return how many days of a term that ends on *due* are used by the evening of *day*."""
    return working_days - days_between(day, due, calendar)


class DueState(Enum):
    """How a term stands on a day."""

    NONE = "none"
    DUE = "due"
    NEAR = "near"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Horizon:
    """A day, and the last day of a term that is near on it."""

    today: date
    near_until: date

    def state(self, due: date | None) -> DueState:
        """Return how a term with the last day *due* stands; None is no term that runs."""
        if due is None:
            return DueState.NONE
        if due < self.today:
            return DueState.OVERDUE
        return DueState.NEAR if due <= self.near_until else DueState.DUE


def horizon(today: date, near: int, calendar: Calendar) -> Horizon:
    """Return the horizon of a day on which terms are near that end within *near* working days."""
    return Horizon(today, shifted(today, near, calendar))


class NoticeAct(Enum):
    """What a notice is: a reminder to whoever has the case, or a word to somebody above."""

    REMINDER = "reminder"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Notice:
    """
    Something the service says of a term, once each time it runs.

    It comes `working_days` after the last day of the term, before it where the number is below 0;
    to `role` of the step's unit, None: to the step's own role.
    """

    key: str
    act: NoticeAct
    working_days: int
    source: str
    confirmed: bool
    role: str | None = None

    def comes_on(self, due: date, calendar: Calendar) -> date:
        """Return the day on which it comes for a term with the last day *due*."""
        return shifted(due, self.working_days, calendar)


@dataclass(frozen=True, slots=True)
class Near:
    """A term is near when it ends within so many working days."""

    working_days: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """For how many working days after a last day what came in time may still be entered."""

    working_days: int
    source: str
    confirmed: bool

    def over(self, last: date, calendar: Calendar) -> date:
        """Return the first day on which the service notes by itself that *last* has passed."""
        return shifted(last, self.working_days, calendar) + DAY


@dataclass(frozen=True, slots=True)
class TermRules:
    """What the rulebooks and the operator say of terms."""

    near: Near
    clock: ClockRule
    notices: tuple[Notice, ...]
    entry: Entry

    def latest(self, today: date, calendar: Calendar) -> date:
        """Return the last day of a term of which a notice may have to come *today*."""
        ahead = max((-one.working_days for one in self.notices), default=0)
        return shifted(today, max(0, ahead), calendar)

    def come(self, due: date, today: date, calendar: Calendar) -> tuple[Notice, ...]:
        """Return the notices of a term with the last day *due* whose day has come."""
        return tuple(one for one in self.notices if one.comes_on(due, calendar) <= today)
