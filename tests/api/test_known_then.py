"""What was known on 3 March, of what, by whom; and which reads cannot be asked so."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import api.as_of
from api.not_as_of import NOT_AS_OF
from domain.nomination.events import StepPassed
from services.ports import Append
from tests import council as c
from tests.api.badges import CHAIRMAN, VOTES, token
from tests.api.conftest import KINDS
from tests.api.speech import items, of, refused
from tests.builders import CASE, minutes, sha
from tests.infra.writing import envelope

AT = f"/councils/sessions/{c.SESSION}/cases"
LATE = replace(minutes, sha256=sha("late"), title="Late")
ASKED_SO = {"known_at", "effective_at", "up_to"}


def entered(house, day, on, stream, *events):
    """Let facts be recorded at noon of a day of March, on a paper of another day of it."""
    moment, paper = datetime(2025, 3, day, 5, tzinfo=UTC), date(2025, 3, on)
    version = len(house.ledger.read(stream))
    beside = replace(envelope(), recorded_at=moment, effective_on=paper)
    house.ledger.append([Append(stream, version, events)], beside)
    house.wake()


@pytest.fixture
def march(house):
    """A case comes before a council on 2 March; a paper of that day is entered on the 5th."""
    entered(house, 1, 1, CASE, *c.arrived)
    entered(house, 2, 2, c.SESSION, c.convened(3))
    entered(house, 5, 2, CASE, LATE)


def papers(reply):
    """Return the titles of the papers of the one case before a council."""
    (before,) = reply.get_json()["cases"]
    return [one["title"] for one in before["case"]["evidence"]]


@pytest.mark.usefixtures("march")
def test_a_council_is_told_what_it_knew_on_a_day(say):
    known = say(VOTES).get(AT, known_at="2025-03-03")
    now = say(VOTES).get(AT)
    assert papers(known) == ["R", "M"]
    assert papers(now) == ["R", "M", "Late"]
    (before,), (after,) = known.get_json()["cases"], now.get_json()["cases"]
    assert len(c.arrived) == before["verdict"]["version"] == after["verdict"]["version"] - 1
    assert (
        before["verdict"] == say(VOTES).get(of(CASE, "verdict"), known_at="2025-03-03").get_json()
    )
    assert (404, ["session-unknown"]) == refused(say(VOTES).get(AT, known_at="2025-03-01"))


@pytest.mark.usefixtures("march")
def test_a_paper_entered_late_is_known_later_than_it_has_effect(say):
    asked = of(CASE, "evidence")
    assert 2 == len(items(say(VOTES).get(asked, known_at="2025-03-04")))
    assert 3 == len(items(say(VOTES).get(asked, known_at="2025-03-05")))
    assert 3 == len(items(say(VOTES).get(asked, effective_at="2025-03-02")))
    assert papers(say(VOTES).get(AT, effective_at="2025-03-03")) == ["R", "M", "Late"]


def test_a_case_whose_first_paper_is_dated_later_is_not_before_the_council_then(house, say):
    entered(house, 1, 9, CASE, *c.arrived)
    entered(house, 2, 2, c.SESSION, c.convened(3))
    assert [] == say(VOTES).get(AT, effective_at="2025-03-03").get_json()["cases"]
    assert ["R", "M"] == papers(say(VOTES).get(AT, known_at="2025-03-03"))


@pytest.mark.usefixtures("march")
def test_who_may_read_is_who_may_read_today(say):
    stranger = token("somebody", "leader", "99999")
    assert (404, ["session-unknown"]) == refused(say(stranger).get(AT, known_at="2025-03-03"))
    assert [] == items(say(stranger).get("/inbox", known_at="2025-03-03"))
    board = "/movements/hai-duong-2025/board"
    assert [] == items(say(stranger).get(board, known_at="2025-03-03"))


@pytest.mark.parametrize("house", KINDS, indirect=True)
@pytest.mark.usefixtures("march")
def test_the_inbox_of_then_holds_what_waited_then(house, say):
    then = items(say(VOTES).get("/inbox", known_at="2025-03-03"))
    entered(house, 6, 6, CASE, StepPassed("district-vote", "district-decision", None))
    assert [str(CASE)] == [one["nomination"] for one in then]
    assert [] == items(say(VOTES).get("/inbox"))
    assert then == items(say(VOTES).get("/inbox", known_at="2025-03-03"))
    assert [] == items(say(CHAIRMAN).get("/inbox", known_at="2025-03-03"))


@pytest.mark.usefixtures("march")
def test_what_would_read_too_much_is_refused_with_its_cost(say, monkeypatch):
    monkeypatch.setattr(api.as_of, "MOST", 5)
    reply = say(VOTES).get("/inbox", known_at="2025-03-03")
    assert (422, ["as-of-too-dear"]) == refused(reply)
    cost = {"read": str(len(c.arrived) + 1), "most": "5"}
    assert cost == reply.get_json()["reasons"][0]["facts"]
    assert 200 == say(VOTES).get("/inbox").status_code


def test_every_read_is_asked_as_of_then_or_named_with_its_reason(written):
    spec = written.test_client().get("/openapi.json").get_json()
    asked = {
        path.removeprefix("/api/v1"): {one["name"] for one in ops["get"].get("parameters", ())}
        for path, ops in spec["paths"].items()
        if "get" in ops
    }
    assert set(NOT_AS_OF) == {path for path, names in asked.items() if not names & ASKED_SO}
    assert all(ASKED_SO <= names for path, names in asked.items() if path not in NOT_AS_OF)
    assert all(reason in spec["info"]["description"] for reason in NOT_AS_OF.values())
