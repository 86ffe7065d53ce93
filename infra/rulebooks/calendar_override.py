"""The operator's file of days off and worked weekends, each with the decision that says so."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from domain.rulebooks.words import CalendarDay, Text
from infra.rulebooks.calendars import NONE, OfficialCalendars, Override
from infra.rulebooks.read_once import ReadOnce, once

REASON = Text(vi="Theo lịch của đơn vị vận hành", en="By the operator's calendar")


class BadCalendar(Exception):
    """The override file cannot be used; says where and why."""


def official_calendars(path: Path | ReadOnce | None) -> OfficialCalendars:
    """Return the official calendar under the operator's file, where there is one."""
    return OfficialCalendars(read_override(path) if path else NONE)


def read_override(path: Path | ReadOnce) -> Override:
    """
    Return the days of the TOML file *path*, of one reading.

    Every entry of `days_off` and `worked_weekends` is a table with a `date` and its `source`.

    Raises:
        BadCalendar: not readable, not TOML, an unknown field, a day without its source, or a day
            that is both worked and off.
    """
    try:
        document = tomllib.loads(once(path).text)
    except (OSError, ValueError, RecursionError) as err:
        raise BadCalendar(f"{path}: {err}") from err
    if unknown := document.keys() - {"days_off", "worked_weekends"}:
        raise BadCalendar(f"{path}: unknown {', '.join(sorted(unknown))}")
    off = _days(path, document, "days_off", working=False)
    worked = _days(path, document, "worked_weekends", working=True)
    if both := off.keys() & worked.keys():
        raise BadCalendar(f"{path}: {min(both)} is both off and worked")
    return Override((*off.values(), *worked.values()))


def _days(
    path: Path | ReadOnce, document: Mapping[str, object], key: str, *, working: bool
) -> dict[date, CalendarDay]:
    entries = document.get(key, [])
    if not isinstance(entries, list):
        raise BadCalendar(f"{path}: {key} must be a list of tables")
    told = (_day(path, key, entry) for entry in entries)
    return {
        day: CalendarDay(day, working=working, reason=REASON, source=source, confirmed=True)
        for day, source in told
    }


def _day(path: Path | ReadOnce, key: str, entry: object) -> tuple[date, str]:
    match entry:
        case {"date": date() as day, "source": str(source)} if _is_a_day(day) and source.strip():
            return day, source
    raise BadCalendar(f"{path}: an entry of {key} needs a date (2026-08-31) and its source")


def _is_a_day(day: date) -> bool:
    return not isinstance(day, datetime)
