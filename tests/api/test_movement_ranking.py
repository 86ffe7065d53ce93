"""The ranking over a movement, over HTTP and at the terminal's own words."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid5

import pytest

from domain.nomination.events import EvaluatorScored, NominationWithdrawn
from services.stores import Name
from tests.api.badges import AUDITOR, VOTES, token
from tests.api.council_room import DAY, MEMBERS, council
from tests.api.speech import done, refused
from tests.builders import CAMPAIGN, NOMINEE, SPACE, WARD
from tests.council import arrived

__all__ = ["council"]
CASES = sorted(uuid5(SPACE, f"of a movement {n}") for n in range(4))
CELL = {
    "movement": CAMPAIGN.movement,
    "occasion": CAMPAIGN.occasion,
    "award": arrived[0].ladder.award,
    "unit": WARD,
}
AT = "/rankings"
FAR_AWAY = token("far", "council-secretary", "31")
in_movement = (replace(arrived[0], campaign=CAMPAIGN), *arrived[1:])


@pytest.fixture
def movement(council, house, say):
    """Four cases of a movement: a session on the first two; the last was taken back."""
    for case, points in zip(CASES, ("80", "90", "90", "99"), strict=True):
        given = EvaluatorScored("district-vote", MEMBERS[1], Decimal(points), Decimal(1))
        house.given(case, *in_movement, given)
    house.given(CASES[3], NominationWithdrawn("moved"))
    body = {"held_on": DAY, "nominations": [*map(str, CASES[:2])], "effective_on": DAY}
    assert (201, '"1"') == done(say(VOTES).post(f"{council}/sessions", body, key="session"))
    house.people.add(NOMINEE.ref, NOMINEE.kind, Name("Nguyễn Thị Bưởi"))


def ranks(reply) -> list[tuple]:
    """Return each case of an answer with its rank, and whether others have it."""
    items = reply.get_json()["items"]
    return [(one["nomination"], one["rank"], one["rank_shared"]) for one in items]


def test_all_that_compete_are_ranked_over_sessions(movement, say):
    first, second, third, _ = map(str, CASES)
    reply = say(AUDITOR).get(AT, **CELL)
    assert [(second, 1, True), (third, 1, True), (first, 3, False)] == ranks(reply)
    shown = reply.get_json()
    assert ("district-vote", "Nguyễn Thị Bưởi", "90.00") == (
        *(shown["step"], shown["items"][0]["nominee_name"]),
        shown["items"][0]["points"],
    )
    assert ["direct-work-first", "hardship-area-first", "more-ballots-first"] == [
        one["key"] for one in shown["ties"]
    ]


def test_a_step_may_be_named_and_a_cell_be_empty(movement, say):
    reply = say(AUDITOR).get(AT, **CELL, step="ward-review")
    assert [(str(one), None, False) for one in CASES[:3]] == ranks(reply)
    empty = say(AUDITOR).get(AT, **{**CELL, "unit": "10532"}).get_json()
    assert (None, []) == (empty["step"], empty["items"])


@pytest.mark.usefixtures("movement")
def test_who_may_read_none_of_the_cases_is_not_told_that_they_have_points(say):
    shown = say(FAR_AWAY).get(AT, **CELL).get_json()
    named = say(FAR_AWAY).get(AT, **CELL, step="district-vote").get_json()
    assert [(None, []), ("district-vote", [])] == [
        (one["step"], one["items"]) for one in (shown, named)
    ]


def test_what_is_unknown_or_not_said_is_refused(movement, say):
    unknown = say(AUDITOR).get(AT, **{**CELL, "movement": "nobody-launched"})
    assert (404, ["movement-unknown"]) == refused(unknown)
    assert 422 == say(AUDITOR).get(AT, movement=CAMPAIGN.movement).status_code
    assert 401 == say(None).get(AT, **CELL).status_code
