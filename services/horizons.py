"""How terms stand on the day somebody asks: near by the house's rules, used by its calendar."""

from datetime import date

from domain.terms import Horizon, days_used, horizon
from services.ports import Calendars, Rulebooks


def horizon_of(today: date, calendars: Calendars, rulebooks: Rulebooks) -> Horizon:
    """Return the day and until when terms are near on it."""
    return horizon(today, rulebooks.terms().near.working_days, calendars.around(today))


def used_by(day: date, working_days: int, due: date, calendars: Calendars) -> int:
    """Return how many days of a term are used by a day, more than it has when it is overdue."""
    return max(0, days_used(working_days, due, day, calendars.around(day)))
