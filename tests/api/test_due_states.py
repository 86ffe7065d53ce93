"""How terms stand is told as of the day somebody asks: inbox, case file, reminders, terminal."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.nomination.clock import CaseEscalated, ReminderIssued
from tests.api.badges import CHAIRMAN, SECRETARY
from tests.api.speech import items, of
from tests.builders import CASE, OTHER, WARD, filed, opened

DUE = date(2025, 4, 29)
INBOX, REMINDERS = "/inbox", "/inbox/reminders"
reminded = ReminderIssued("ward-review", DUE, "near", -2, "council-secretary", WARD)
escalated = CaseEscalated("ward-review", DUE, "long-overdue", 3, "leader", WARD)


def on(house, month, day):
    """Let it be a day of 2025."""
    house.clock.instant = datetime(2025, month, day, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "day", "state", "used"),
    [
        (4, 16, "due", 1),
        (4, 24, "due", 7),
        (4, 25, "near", 8),
        (4, 26, "near", 9),
        (4, 28, "near", 10),
        (5, 5, "overdue", 12),
    ],
    ids=["early", "Thursday", "Friday", "a worked Saturday", "last day", "after four days off"],
)
def test_a_term_stands_as_of_the_day_asked(house, say, month, day, state, used):
    house.given(CASE, opened, replace(filed, due_on=date(2025, 4, 28)))
    on(house, month, day)

    (item,) = items(say(SECRETARY).get(INBOX))
    shown = say(SECRETARY).get(of(CASE)).get_json()
    (listed,) = items(say(SECRETARY).get("/nominations"))
    assert (state, state, state) == tuple(one["due_state"] for one in (item, listed, shown))
    assert {
        "step": "ward-review",
        "working_days": 10,
        "started_on": "2025-04-15",
        "due_on": "2025-04-28",
        "stopped_on": None,
        "used": used,
    } == shown["term"]


def test_the_inbox_is_filtered_by_how_terms_stand(house, say):
    house.given(CASE, opened, filed)
    house.given(OTHER, opened, filed)
    on(house, 5, 5)

    found = {
        state: len(items(say(SECRETARY).get(INBOX, due=state)))
        for state in ("none", "due", "near", "overdue")
    }
    assert {"none": 0, "due": 0, "near": 0, "overdue": 2} == found
    assert 422 == say(SECRETARY).get(INBOX, due="late").status_code


def test_reminders_are_listed_for_those_reminded(house, say):
    house.given(CASE, opened, filed, reminded, escalated)
    house.given(OTHER, opened, filed, escalated)
    on(house, 5, 8)

    (mine,) = items(say(SECRETARY).get(REMINDERS))
    first = say(CHAIRMAN).get(REMINDERS, limit=1)
    assert ("reminder", "near", "overdue") == (mine["kind"], mine["notice"], mine["due_state"])
    assert ["escalation"] == [one["kind"] for one in items(first)]
    assert 'rel="next"' in first.headers["Link"]


def test_the_terminal_shows_and_filters_them(demo):
    token = demo.token("council-secretary", "10532")
    told = json.loads(demo.run("inbox", "--json", TOKEN=token).stdout)
    overdue = json.loads(demo.run("inbox", "--json", "--due", "overdue", TOKEN=token).stdout)

    assert all(one["due_state"] for one in told["items"])
    expected = [one for one in told["items"] if one["due_state"] == "overdue"]
    assert expected == overdue["items"]
