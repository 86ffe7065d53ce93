"""Every day of 2025 to 2027 is as a table says that people keep by hand, source beside each day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.rulebooks.words import CalendarDay, OfficialCalendar, Text
from domain.terms import is_weekend
from infra.rulebooks.calendars import OfficialCalendars
from infra.rulebooks.shelf import load

YEARS = (2025, 2026, 2027)
LINES = (Path(__file__).parent / "official_calendar.tsv").read_text(encoding="utf-8").splitlines()
TABLE = {line.split("\t")[0]: line.split("\t") for line in LINES if not line.startswith("#")}
FIRST, DAYS = date(2025, 1, 1), 1_095
SHIPPED = load().lists.calendar.says


def by_hand(day: date) -> bool:
    """Say whether offices work on a day by the table."""
    entry = TABLE.get(day.isoformat())
    return not is_weekend(day) if entry is None else entry[1] == "worked"


def disagreements(known: OfficialCalendar) -> Iterator[date]:
    """Return the days on which the code and the table differ."""
    calendars = OfficialCalendars(known=known)
    for number in range(DAYS):
        day = FIRST + timedelta(number)
        if calendars.around(day).is_working(day) != by_hand(day):
            yield day


def test_the_table_is_of_days_that_are_otherwise_each_with_its_source():
    for text, said, official, source in TABLE.values():
        assert is_weekend(date.fromisoformat(text)) == {"worked": True, "off": False}[said]
        assert official in {"yes", "no"}
        assert source


def test_every_day_of_three_years_is_as_in_the_table():
    assert date(2027, 12, 31) == FIRST + timedelta(DAYS - 1)
    assert [] == list(disagreements(SHIPPED))


def without(day: str) -> OfficialCalendar:
    return replace(
        SHIPPED, days=tuple(one for one in SHIPPED.days if one.day != date.fromisoformat(day))
    )


def with_one(day: str, *, working: bool) -> OfficialCalendar:
    planted = CalendarDay(date.fromisoformat(day), working, Text("", ""), "planted", confirmed=True)
    return replace(SHIPPED, days=(*SHIPPED.days, planted))


@pytest.mark.parametrize(
    ("wrong", "day"),
    [
        (without("2026-01-02"), "2026-01-02"),
        (without("2026-08-22"), "2026-08-22"),
        (with_one("2027-06-01", working=False), "2027-06-01"),
        (with_one("2025-12-27", working=True), "2025-12-27"),
    ],
    ids=["a day off is lost", "a worked Saturday is lost", "a day off more", "a Saturday more"],
)
def test_a_planted_wrong_day_is_seen(wrong, day):
    assert [date.fromisoformat(day)] == list(disagreements(wrong))


def test_the_package_alone_would_be_wrong_where_we_overrule_it():
    swapped = [date(2026, 1, 2), date(2026, 1, 10)]
    assert swapped == list(disagreements(replace(SHIPPED, years=())))


@pytest.mark.parametrize("year", YEARS)
def test_what_the_table_does_not_call_official_is_not_confirmed(year):
    said = {one.day.isoformat(): one.confirmed for one in OfficialCalendars().year(year)}
    table = {text: entry[2] == "yes" for text, entry in TABLE.items() if text[:4] == str(year)}
    assert table.keys() == said.keys()
    assert all(table[day] for day in sure(said))


def sure(said: dict[str, bool]) -> list[str]:
    """Return the days that are said to be confirmed."""
    return [day for day, confirmed in said.items() if confirmed]


def test_some_days_of_this_year_and_the_last_are_confirmed():
    """So that the rule above has something to hold."""
    years = (OfficialCalendars().year(year) for year in (2025, 2026))
    assert all(any(one.confirmed for one in days) for days in years)


def test_days_of_other_years_come_from_the_package_and_are_not_confirmed():
    days = OfficialCalendars().year(2024)
    assert {date(2024, 5, 4)} == {one.day for one in days if one.working}
    assert not any(one.confirmed for one in days)
    assert all(one.source.startswith("Python package holidays") for one in days)
