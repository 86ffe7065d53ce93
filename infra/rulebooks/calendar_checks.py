"""What can be wrong in the official calendar that is a rulebook."""

from collections.abc import Iterator

from domain.rulebooks.words import CalendarDay, OfficialCalendar
from domain.terms import is_weekend
from infra.rulebooks.movement_checks import twice


def wrong_in_calendar(says: OfficialCalendar) -> Iterator[str]:
    """Find days that stand twice, days of other years, and days that are as in any week."""
    yield from twice("$.years", [str(year) for year in says.years])
    yield from twice("$.days", [one.day.isoformat() for one in says.days])
    for number, one in enumerate(says.days):
        yield from (f"$.days[{number}]: {problem}" for problem in _wrong_with(one, says.years))


def _wrong_with(one: CalendarDay, years: tuple[int, ...]) -> Iterator[str]:
    if one.day.year not in years:
        yield f"{one.day} is of a year that the file does not name"
    if one.working != is_weekend(one.day):
        yield f"{one.day} is as in any week"
