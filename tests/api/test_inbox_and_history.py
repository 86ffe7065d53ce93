"""What waits for whom, and who did what, over HTTP."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tests.api.badges import AUDITOR, CHAIRMAN, OFFICER, SECRETARY
from tests.api.speech import items, of, refused
from tests.api.test_pages import walk
from tests.builders import CASE, OTHER, WAITING, endorsed, filed, opened


def cases(reply):
    return [one["nomination"] for one in items(reply)]


def reason_of(line):
    return line["detail"]["reason"]


def test_only_what_waits_for_the_token_is_in_the_inbox(house, say):
    house.given(CASE, *WAITING)

    assert [str(CASE)] == cases(say(SECRETARY).get("/inbox"))
    assert [] == cases(say(CHAIRMAN).get("/inbox"))


def test_a_draft_waits_for_its_officer_who_asks_for_drafts(house, say):
    house.given(CASE, opened)

    assert [] == cases(say(OFFICER).get("/inbox"))
    assert [str(CASE)] == cases(say(OFFICER).get("/inbox", kind="draft"))


@pytest.mark.parametrize(("day", "due"), [("2025-04-29", []), ("2025-04-30", [str(CASE)])])
def test_the_inbox_can_ask_for_what_falls_due(house, say, day, due):
    house.given(CASE, *WAITING)

    assert due == cases(say(SECRETARY).get("/inbox", due_before=day))


def test_a_row_without_a_term_says_null_last_and_pages_hold_it_once(house, say):
    house.given(CASE, *WAITING)
    for case in (OTHER, uuid4()):
        house.given(case, opened, replace(filed, due_on=None))

    pages = walk(say(SECRETARY), "/inbox", limit=1)

    terms = [(one["due_by"], one["due_on"]) for (one,) in pages]
    assert [("2025-04-29", "2025-04-29"), (None, None), (None, None)] == terms
    assert 3 == len({one["nomination"] for (one,) in pages})


def test_the_inbox_is_filtered(house, say):
    house.given(CASE, *WAITING)

    assert [str(CASE)] == cases(say(SECRETARY).get("/inbox", award="gk-tp", step="ward-review"))
    assert [] == cases(say(SECRETARY).get("/inbox", movement="another"))


def test_the_history_of_a_case_says_who_what_and_when(house, say):
    house.given(CASE, *WAITING)
    body = {"step": "ward-review", "reason": "deserved"}
    say(SECRETARY).post(of(CASE, "endorsements"), body, version=4, key="a-key")

    lines = items(say(AUDITOR).get(of(CASE, "history")))

    assert ["nomination-opened", "step-passed"] == [lines[0]["kind"], lines[-1]["kind"]]
    endorsing = lines[-2]
    assert ("secretary", ["council-secretary"], "step-endorsed") == (
        endorsing["actor"],
        endorsing["roles"],
        endorsing["kind"],
    )
    assert ("deserved", "ward-review") == (reason_of(endorsing), endorsing["step"])
    assert "gk-tp" == endorsing["award"]


def test_the_history_of_nothing_is_not_found(say):
    assert (404, ["nomination-unknown"]) == refused(say(AUDITOR).get(of(uuid4(), "history")))


def test_the_history_of_all_is_filtered(house, say):
    house.given(CASE, *WAITING)
    house.given(OTHER, opened)
    say(SECRETARY).post(
        of(CASE, "endorsements"), {"step": endorsed.step, "reason": "deserved"}, version=4
    )

    def kinds(**query):
        return [one["kind"] for one in items(say(AUDITOR).get("/history", **query))]

    assert 7 == len(kinds())
    assert ["step-endorsed", "step-passed"] == kinds(actor="secretary")
    assert ["nomination-opened"] == kinds(stream=OTHER)
    assert ["nomination-opened"] * 2 == kinds(kind="nomination-opened", thing="nomination")
    assert ["nomination-opened", "step-endorsed", "step-passed"] == kinds(since=4)
    assert [] == kinds(effective_on="2020-01-01")


@pytest.mark.parametrize(
    ("query", "positions"),
    [
        ({"kind": "nomination-filed"}, [4]),
        ({"actor": "somebody"}, [1, 2, 3, 4]),
        ({"actor": "nobody"}, []),
        ({"thing": "decision"}, []),
        ({"effective_on": "2020-01-01"}, []),
    ],
)
def test_a_stream_is_filtered_like_the_whole(house, say, query, positions):
    house.given(CASE, *WAITING)
    house.given(OTHER, opened)

    found = items(say(AUDITOR).get("/history", stream=CASE, **query))

    assert positions == [one["position"] for one in found]


def test_a_stream_can_be_followed_from_a_position(house, say):
    house.given(CASE, *WAITING)

    found = items(say(AUDITOR).get("/history", stream=CASE, since=2))

    assert [3, 4] == [one["position"] for one in found]
