"""`vinhdanh doctor` warns of a calendar that rests on days no decision was found for."""

from datetime import UTC, datetime
from functools import partial

import pytest

from tests.api.test_cli_doctor import bad
from tests.plain_house import StandingClock

NOVEMBER = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """Let it be November 2026 for the calendar, whenever the tests run."""
    monkeypatch.setattr("infra.calendar_check.SystemClock", partial(StandingClock, NOVEMBER))


def test_a_calendar_that_rests_on_no_decision_is_a_warning(demo):
    lines = demo.run("doctor").stdout.splitlines()

    assert "!!   calendar 2026: 1 of 16 days not confirmed" in lines
    assert "!!   calendar 2027: 12 of 12 days not confirmed" in lines


SURE = """
days_off = [{ date = 2026-11-24, source = "a decision of the Prime Minister" }]
"""


def test_an_operator_s_word_makes_a_day_sure(demo, tmp_path):
    (tmp_path / "calendar.toml").write_text(SURE)
    lines = demo.run("doctor", CALENDAR=str(tmp_path / "calendar.toml")).stdout.splitlines()

    assert "ok   calendar 2026: 0 of 16 days not confirmed" in lines


def test_an_operator_s_calendar_that_makes_no_sense_is_found(demo, tmp_path):
    (tmp_path / "calendar.toml").write_text("days_off = 1")

    assert "must be a list" in bad(demo, CALENDAR=str(tmp_path / "calendar.toml"))["calendar"]
