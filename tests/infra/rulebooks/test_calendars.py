"""The official calendar: holidays, made-up days, swaps, and the file that has the last word."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.terms import due_on
from infra.clock import SystemClock
from infra.rulebooks.calendar_override import BadCalendar, read_override
from infra.rulebooks.calendars import OfficialCalendars

SWAP = """
[[days_off]]
date = 2027-12-31
source = "a decision of the Prime Minister"

[[worked_weekends]]
date = 2027-12-25
source = "a decision of the Prime Minister"
"""


@pytest.fixture(scope="module")
def official():
    return OfficialCalendars()


@pytest.mark.parametrize(
    "day",
    [
        "2024-02-08",  # Tết
        "2024-04-18",  # Hùng Kings
        "2025-04-30",
        "2025-05-01",
        "2025-05-02",  # swapped against Saturday 26 April, domain facts 10.5
        "2025-09-01",
        "2025-09-02",
        "2026-01-02",  # swapped against Saturday 10 January
        "2026-02-16",
        "2026-02-20",  # Tết 14-22 February with its weekends, domain facts 10.3
        "2026-04-27",  # Hùng Kings fell on a Sunday, made up on Monday, 10.3 and 10.4
        "2026-09-01",
        "2026-09-02",
        "2026-11-24",  # the twelfth holiday, from 2026, 10.2
        "2018-12-31",
        "2019-04-29",
    ],
)
def test_offices_are_closed_on(official, day):
    assert not official.around(date.fromisoformat(day)).is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    ["2025-04-29", "2025-11-24", "2026-04-28", "2026-02-23", "2026-02-13"],
)
def test_offices_work_on(official, day):
    assert official.around(date.fromisoformat(day)).is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day", ["2025-04-26", "2026-01-10", "2026-08-22", "2019-01-05", "2019-05-04", "2024-05-04"]
)
def test_a_saturday_may_be_a_working_day(official, day):
    saturday = date.fromisoformat(day)
    assert official.around(saturday).is_working(saturday)
    assert not official.around(saturday).is_working(saturday + timedelta(days=1))


def test_a_term_over_the_year_ends_by_the_calendar_of_the_next(official):
    started = date(2025, 12, 31)
    assert date(2026, 1, 6) == due_on(started, 2, official.around(started))
    started = date(2026, 2, 13)
    assert date(2026, 2, 23) == due_on(started, 1, official.around(started))


def test_a_term_counts_the_worked_saturday(official):
    friday = date(2025, 4, 25)
    assert date(2025, 4, 26) == due_on(friday, 1, official.around(friday))


def test_the_override_adds_a_swap(tmp_path):
    (tmp_path / "calendar.toml").write_text(SWAP)
    calendar = OfficialCalendars(read_override(tmp_path / "calendar.toml")).around(date(2027, 6, 1))
    assert not calendar.is_working(date(2027, 12, 31))
    assert calendar.is_working(date(2027, 12, 25))


AGAIN = """
days_off = [{ date = 2025-04-26, source = "a later decision" }]
worked_weekends = [{ date = 2025-05-02, source = "a later decision" }]
"""


def test_the_override_has_the_last_word(tmp_path):
    holiday, worked = date(2025, 5, 2), date(2025, 4, 26)
    (tmp_path / "calendar.toml").write_text(AGAIN)
    calendars = OfficialCalendars(read_override(tmp_path / "calendar.toml"))
    calendar = calendars.around(holiday)
    assert calendar.is_working(holiday)
    assert holiday not in calendar.days_off
    assert not calendar.is_working(worked)
    assert {holiday, worked}.isdisjoint(one.day for one in calendars.year(2025))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("days_off = [", "calendar"),
        ("holidays = []", "unknown holidays"),
        ("days_off = 1", "days_off must be a list"),
        ("days_off = [2027-12-31]", "needs a date"),
        ("[[days_off]]\ndate = 2027-12-31", "its source"),
        ('[[days_off]]\ndate = 2027-12-31\nsource = " "', "its source"),
        ('[[days_off]]\ndate = "2027-12-31"\nsource = "x"', "needs a date"),
        ('[[days_off]]\ndate = 2027-12-31T00:00:00\nsource = "x"', "needs a date"),
        (SWAP.replace("2027-12-25", "2027-12-31"), "2027-12-31 is both"),
    ],
)
def test_a_wrong_override_stops_the_start(tmp_path, text, why):
    (tmp_path / "calendar.toml").write_text(text)
    with pytest.raises(BadCalendar, match=why):
        read_override(tmp_path / "calendar.toml")


def test_an_override_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(BadCalendar, match="nowhere"):
        read_override(tmp_path / "nowhere.toml")


def test_a_year_is_worked_out_once(official):
    assert official.around(date(2026, 1, 1)) is official.around(date(2026, 12, 31))


def test_the_clock_tells_the_time_in_utc():
    before = datetime.now(UTC)
    told = SystemClock().now()
    assert before <= told <= datetime.now(UTC)
    assert timedelta(0) == told.utcoffset()
