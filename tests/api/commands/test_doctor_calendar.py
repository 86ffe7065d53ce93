"""`vinhdanh doctor` warns of a calendar that rests on days no decision was found for."""

import tomllib
from datetime import UTC, datetime
from functools import partial

import pytest

from infra.rulebooks.shelf import ROOT
from tests.api.commands.test_doctor import bad
from tests.plain_house import StandingClock

NOVEMBER = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """Let it be November 2026 for the calendar, whenever the tests run."""
    clock = partial(StandingClock, NOVEMBER)
    monkeypatch.setattr("infra.rulebooks.calendar_check.SystemClock", clock)


def test_a_calendar_that_rests_on_no_decision_is_a_warning(demo):
    lines = demo.run("doctor").stdout.splitlines()

    assert "!!   calendar 2026: 12 of 16 days not confirmed" in lines
    assert "!!   calendar 2027: 12 of 12 days not confirmed" in lines


def said_by_an_operator(year):
    """Yield the days of a year that no fact states, as an operator's file says them."""
    for table, working in (("days_off", False), ("worked_weekends", True)):
        for one in tomllib.loads((ROOT / "calendar.toml").read_text())["days"]:
            if (one["day"].year, one["working"], one["confirmed"]) == (year, working, False):
                yield f'[[{table}]]\ndate = {one["day"]}\nsource = "a decision of the Minister"\n'


def test_an_operator_s_word_makes_a_day_sure(demo, tmp_path):
    (tmp_path / "calendar.toml").write_text("".join(said_by_an_operator(2026)))
    lines = demo.run("doctor", CALENDAR=str(tmp_path / "calendar.toml")).stdout.splitlines()

    assert "ok   calendar 2026: 0 of 16 days not confirmed" in lines


def test_an_operator_s_calendar_that_makes_no_sense_is_found(demo, tmp_path):
    (tmp_path / "calendar.toml").write_text("days_off = 1")

    assert "must be a list" in bad(demo, CALENDAR=str(tmp_path / "calendar.toml"))["calendar"]
