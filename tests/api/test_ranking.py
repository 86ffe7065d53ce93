"""The ranking over HTTP: by points, priorities and a tie that is cut, before and after the end."""

from decimal import Decimal

import pytest

from domain.nomination.events import EvaluatorScored
from services.stores import Name
from tests.api.badges import AUDITOR, VOTES
from tests.api.council_room import DAY, MEMBERS, Room, council
from tests.api.speech import done, refused
from tests.builders import CASE, NOMINEE, OTHER
from tests.council import arrived

__all__ = ["council"]
CASES = sorted(map(str, (CASE, OTHER)))


@pytest.fixture
def room(council, house, say):
    """A session on two cases of the same points."""
    scored = [EvaluatorScored("district-vote", who, Decimal(90), Decimal(1)) for who in MEMBERS[1:]]
    house.given(CASE, *scored)
    house.given(OTHER, *arrived, scored[0])
    body = {"held_on": DAY, "nominations": [str(CASE), str(OTHER)], "effective_on": DAY}
    reply = say(VOTES).post(f"{council}/sessions", body, key="session")
    assert (201, '"1"') == done(reply), reply.data
    return Room(reply.headers["Location"].removeprefix("/api/v1"), say)


def ranked(room: Room):
    reply = room.say(AUDITOR).get(f"{room.at}/ranking")
    assert f'"{room.shown()["version"]}"' == reply.headers["ETag"]
    return reply.get_json()


def ranks(room: Room):
    return [(one["nomination"], one["rank"], one["settled_by"]) for one in ranked(room)["items"]]


def test_equal_points_share_a_rank_and_a_priority_parts_them(room):
    assert [(one, 1, None) for one in CASES] == ranks(room)
    said = {"nomination": CASES[1], "rule": "direct-work-first", "reason": "at the loom"}
    assert 200 == room.act(VOTES, "priorities", **said).status_code
    assert [(CASES[1], 1, said["rule"]), (CASES[0], 2, said["rule"])] == ranks(room)
    (noted,) = (one["priorities"] for one in room.shown()["agenda"] if one["priorities"])
    assert [{"rule": "direct-work-first", "reason": "at the loom"}] == noted
    assert (409, ["out-of-session"]) == refused(room.act(VOTES, "ties", order=CASES, reason="why"))


def test_the_chair_cuts_a_tie_after_the_session_too(room):
    room.act(VOTES, "opening", present=[{"member": one} for one in MEMBERS])
    order = [CASES[1], CASES[0]]
    cut = {"order": order, "reason": "the longer service"}
    assert (403, ["not-the-chair"]) == refused(room.member("member-2", "ties", **cut))
    room.act(VOTES, "roll-closing")
    assert 200 == room.act(VOTES, "closing").status_code
    assert ranked(room)["final"]
    assert 200 == room.member("member-1", "ties", **cut).status_code
    assert [(order[0], 1, "decision"), (order[1], 2, "decision")] == ranks(room)


def test_a_ranking_names_its_rules_its_points_and_who_still_has_a_name(room, house):
    house.people.add(NOMINEE.ref, NOMINEE.kind, Name("Nguyễn Thị Bưởi"))
    shown = ranked(room)
    assert [("90.00", "90")] * 2 == [(one["points"], one["exact"]) for one in shown["items"]]
    assert {"Nguyễn Thị Bưởi"} == {one["nominee_name"] for one in shown["items"]}
    assert [False, False, False] == [one["confirmed"] for one in shown["ties"]]
    house.people.erase(NOMINEE.ref)
    assert {None} == {one["nominee_name"] for one in ranked(room)["items"]}


def test_a_session_nobody_called_has_no_ranking(say):
    reply = say(AUDITOR).get(f"/councils/sessions/{CASE}/ranking")
    assert (404, ["session-unknown"]) == refused(reply)
