"""Findings, rankings and statistics as of a point: the answer that was given at it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from uuid import UUID, uuid5

import pytest

import api.as_of
from api.audit import reading as audit_reading
from domain.nomination.events import EvaluatorScored, NominationGranted
from services.ports import Append
from tests.api.badges import AUDITOR, LEADER, token
from tests.api.speech import items, refused
from tests.api.test_movement_ranking import CELL
from tests.builders import CAMPAIGN, DECISION, DISTRICT, NOON, SPACE, WARD, at_submit, opened
from tests.infra.writing import envelope

CASES = [uuid5(SPACE, f"of then {number}") for number in range(8)]
NEIGHBOUR = "10540"
DRAWN = Random(11)
FINDINGS = "/findings?limit=200"
READERS = (AUDITOR, token("hers", "auditor", DISTRICT), token("theirs", "inspector", NEIGHBOUR))
ASKED = [(who, FINDINGS) for who in READERS]
ASKED += [(READERS[1], f"{FINDINGS}&unit={WARD}"), (READERS[0], f"{FINDINGS}&rule=one-approver")]
RANKED = "/rankings?" + "&".join(f"{name}={value}" for name, value in CELL.items())
ASKED += [(AUDITOR, RANKED), (LEADER, RANKED), (READERS[2], RANKED)]


def life(number, case):
    """Return a case: its points, its path with a step skipped or not, and its grant."""
    back = CASES[number ^ 1]  # two and two nominate each other
    nominee = replace(opened.nominee, ref=UUID(int=case.int ^ 1))
    first = replace(
        opened, nominee=nominee, campaign=CAMPAIGN, nominator=str(UUID(int=back.int ^ 1))
    )
    first = replace(first, unit=NEIGHBOUR) if number > 5 else first
    scored = EvaluatorScored("ward-review", "secretary", Decimal(80 + number), Decimal(1))
    path = [one for one in at_submit[1:] if number != 6 or one is not at_submit[4]]
    return [first, *path[:3], scored, *path[3:], NominationGranted("ward-submit", DECISION, case)]


def story():
    """Return the facts of all cases, each case in its order, dealt out between the others."""
    left = [(case, life(number, case)) for number, case in enumerate(CASES)]
    turns = [case for case, facts in left for _ in facts]
    DRAWN.shuffle(turns)
    waiting, versions = dict(left), dict.fromkeys(CASES, 0)
    for case in turns:
        yield Append(case, versions[case], (waiting[case].pop(0),))
        versions[case] += 1


STORY = list(story())
STOPS = [*sorted(DRAWN.sample(range(1, len(STORY)), 4)), len(STORY)]


def grow(house, since, until):
    """Let a part of the story happen, an act a day."""
    for at, one in enumerate(STORY[since:until], since):
        moment = NOON + timedelta(at - len(STORY))
        beside = replace(envelope(), recorded_at=moment, effective_on=moment.date())
        house.ledger.append([one], beside)
    house.wake()


def told(say, **query):
    """Return every answer, as it is or was."""
    more = "".join(f"&{name}={value}" for name, value in query.items())
    replies = [say(who).get(at + more) for who, at in ASKED]
    assert {200} == {one.status_code for one in replies}
    return [one.get_json() for one in replies]


@pytest.fixture
def given(house, say):
    """What was answered where the log stopped at some positions."""
    found, end = {}, 0
    for stop in STOPS:
        grow(house, end, stop)
        found[stop], end = told(say), stop
    return found


def test_as_of_any_position_and_day_it_is_what_a_house_that_stopped_there_answers(given, say):
    first, last = given[STOPS[0]], given[STOPS[-1]]
    # Who reads no case of the cell hears nothing of it then or now, not even the step (ADR 117).
    assert [ASKED[-1]] == [one for at, one in enumerate(ASKED) if first[at] == last[at]]
    rules = {one["rule"] for one in given[STOPS[-1]][0]["items"]}
    assert {"one-approver", "reciprocal-nominations", "skipped-step"} <= rules
    for at, (stop, answers) in enumerate(given.items()):
        day = (NOON + timedelta(stop - 1 - len(STORY))).date()
        assert answers == told(say, up_to=stop)
        assert answers == told(say, **{("known_at", "effective_at")[at % 2]: day})


def test_pages_as_of_then_tell_all_of_then(house, say, monkeypatch):
    grow(house, 0, STOPS[-2])
    whole = items(say(AUDITOR).get(FINDINGS))
    monkeypatch.setattr(audit_reading, "AT_ONCE", 2)
    grow(house, STOPS[-2], STOPS[-1])
    found, at = [], f"/findings?limit=3&up_to={STOPS[-2]}"
    while at:
        reply = say(AUDITOR).get(at)
        found += items(reply)
        at = reply.headers.get("Link", "").partition(">")[0][len("</api/v1") :]
    assert (True, whole) == (len(whole) > 3, found)


def test_findings_of_then_that_are_too_dear_are_asked_for_by_rule_or_unit(house, say, monkeypatch):
    grow(house, 0, len(STORY))
    monkeypatch.setattr(api.as_of, "MOST", 40)
    monkeypatch.setattr(audit_reading, "AT_ONCE", 2)
    at = f"/findings?up_to={len(STORY) - 1}"
    assert (422, ["as-of-too-dear"]) == refused(say(AUDITOR).get(f"{at}&rule=one-approver"))
    assert 200 == say(AUDITOR).get(f"{at}&rule=late").status_code
    assert 200 == say(AUDITOR).get(f"{at}&rule=one-approver&unit={NEIGHBOUR}").status_code
