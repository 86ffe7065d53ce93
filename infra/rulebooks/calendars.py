"""The official calendar: the years we know, a package for others, a file that overrules both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from domain.rulebooks.words import CalendarDay, OfficialCalendar, Text
from domain.terms import Calendar, is_weekend
from infra.rulebooks.shelf import load


@dataclass(frozen=True, slots=True)
class Override:
    """Days decreed after our calendar was made; each stands in the file with its source."""

    days: tuple[CalendarDay, ...] = ()


NONE = Override()


class OfficialCalendars:
    """
    The port Calendars, kept per year.

    Source:
        Labour Code 2019 art. 112 and the yearly decisions that calendar.toml of the rulebooks
        names; for other years the package holidays. Swap days are decreed yearly (domain facts
        10.4-10.6), so the override has the last word.
    """

    def __init__(self, override: Override = NONE, known: OfficialCalendar | None = None) -> None:
        self._override, self._known = override, known
        self._kept: dict[int, Calendar] = {}

    def around(self, day: date) -> Calendar:
        """Return days off and worked weekends from the year before *day* to the year after."""
        kept = self._kept.get(day.year)
        if kept is None:
            kept = self._kept[day.year] = _calendar(self._near(day.year))
        return kept

    def year(self, year: int) -> Sequence[CalendarDay]:
        """Return the days of a year on which offices do otherwise than in any week."""
        known = self._known or load().lists.calendar.says
        ours = year in known.years
        days = {one.day: one for one in (known.days if ours else by_package(year))}
        days |= {one.day: one for one in self._override.days}
        return [days[day] for day in sorted(days) if day.year == year and _is_other(days[day])]

    def _near(self, year: int) -> Iterator[CalendarDay]:
        for near in (year - 1, year, year + 1):
            yield from self.year(near)


def _calendar(days: Iterator[CalendarDay]) -> Calendar:
    told = list(days)
    return Calendar(
        days_off=frozenset(one.day for one in told if not one.working),
        worked_weekends=frozenset(one.day for one in told if one.working),
    )


def _is_other(one: CalendarDay) -> bool:
    """Say whether a day is otherwise than in any week."""
    return one.working == is_weekend(one.day)


def by_package(year: int) -> Iterator[CalendarDay]:
    """Return what the package holidays says of a year: computed, and no decision of anybody."""
    import holidays  # noqa: PLC0415 - slow to come, and most commands ask for no other years

    around = range(year - 1, year + 2)
    said = holidays.country_holidays("VN", years=around, language="en_US")
    names: Mapping[date, str] = holidays.country_holidays("VN", years=around, language="vi")
    source = f"Python package holidays {version('holidays')}"
    for day in said:
        reason = Text(vi=names[day], en=said[day])
        yield CalendarDay(day, working=False, reason=reason, source=source, confirmed=False)
    swapped = Text(vi="Làm bù ngày được hoán đổi", en="Worked in exchange for a day off")
    for day in said.weekend_workdays:
        yield CalendarDay(day, working=True, reason=swapped, source=source, confirmed=False)
