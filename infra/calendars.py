"""The official calendar: holidays of Viet Nam, swap days, and a file that overrules both."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from domain.terms import Calendar


class BadCalendar(Exception):
    """The override file cannot be used; says where and why."""


@dataclass(frozen=True, slots=True)
class Override:
    """Days decreed after the holidays package was made; each stands in the file with its source."""

    days_off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


NONE = Override()


class OfficialCalendars:
    """
    The port Calendars, kept per year.

    Source:
        Labour Code 2019 art. 112 through the package holidays; swap days are decreed yearly
        (domain facts 10.4-10.6), so the override has the last word.
    """

    def __init__(self, override: Override = NONE) -> None:
        self._override = override
        self._kept: dict[int, Calendar] = {}

    def around(self, day: date) -> Calendar:
        """Return days off and worked weekends from the year before *day* to the year after."""
        kept = self._kept.get(day.year)
        if kept is None:
            kept = self._kept[day.year] = decreed(day.year, self._override)
        return kept


def decreed(year: int, override: Override) -> Calendar:
    """Return the calendar of *year* and its neighbours, the override applied."""
    import holidays  # noqa: PLC0415 - slow to come, and most commands count no days

    known = holidays.country_holidays("VN", years=range(year - 1, year + 2))
    return Calendar(
        days_off=(frozenset(known) - override.worked) | override.days_off,
        worked_weekends=(frozenset(known.weekend_workdays) - override.days_off) | override.worked,
    )


def read_override(path: Path) -> Override:
    """
    Return the days of the TOML file *path*.

    Every entry of `days_off` and `worked_weekends` is a table with a `date` and its `source`.

    Raises:
        BadCalendar: not readable, not TOML, an unknown field, a day without its source, or a day
            that is both worked and off.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as err:
        raise BadCalendar(f"{path}: {err}") from err
    if unknown := document.keys() - {"days_off", "worked_weekends"}:
        raise BadCalendar(f"{path}: unknown {', '.join(sorted(unknown))}")
    override = Override(_days(path, document, "days_off"), _days(path, document, "worked_weekends"))
    if both := override.days_off & override.worked:
        raise BadCalendar(f"{path}: {min(both)} is both off and worked")
    return override


def _days(path: Path, document: Mapping[str, object], key: str) -> frozenset[date]:
    entries = document.get(key, [])
    if not isinstance(entries, list):
        raise BadCalendar(f"{path}: {key} must be a list of tables")
    return frozenset(_day(path, key, entry) for entry in entries)


def _day(path: Path, key: str, entry: object) -> date:
    match entry:
        case {"date": date() as day, "source": str(source)} if _is_a_day(day) and source.strip():
            return day
    raise BadCalendar(f"{path}: an entry of {key} needs a date (2026-08-31) and its source")


def _is_a_day(day: date) -> bool:
    return not isinstance(day, datetime)
