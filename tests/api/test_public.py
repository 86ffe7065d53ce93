"""Units, awards and movements: open to all, as of a day."""

from datetime import date
from functools import partial

import pytest

from domain.ladder import Act
from domain.reform.events import Power, PowersMoved
from domain.reform.powers import POWERS_STREAM
from tests.api.badges import OFFICER
from tests.api.speech import items, refused
from tests.builders import CASE, opened_in_movement

DOWN = Power("province", Act.DECIDE, "bk-tinh", "ward", "art. 2", confirmed=False)
MOVED = PowersMoved(
    "2026-11-02", date(2026, 11, 2), "law06-2026", "Decree 9", "f" * 64, (), (DOWN,)
)


@pytest.mark.parametrize(
    ("day", "name"), [("2025-06-30", "Phường Tân Bình"), ("2025-07-01", "Phường Lê Thanh Nghị")]
)
def test_a_code_means_what_it_meant_that_day(say, day, name):
    assert name == say(None).get("/units/10532", on=day).get_json()["name"]


def test_a_unit_is_found_without_diacritics(say):
    found = items(say(None).get("/units", q="thanh binh", level="ward", on="2025-06-30", limit=200))

    assert "10531" in [unit["code"] for unit in found]


def test_units_are_listed_under_their_parent(say):
    def codes(**query):
        return [one["code"] for one in items(say(None).get("/units", on="2025-06-30", **query))]

    assert "10531" in codes(parent="288")
    assert ["10531"] == codes(parent="288", q="Thanh Binh")
    assert [] == codes(parent="288", level="province")


def test_the_same_award_climbs_another_ladder_under_another_law(say):
    def steps(day, unit):
        shown = say(None).get("/awards/bk-tinh", on=day, unit=unit).get_json()
        return [(step["key"], step["unit"]) for step in shown["ladder"]["steps"]]

    before, after = steps("2025-06-30", "10531"), steps("2025-07-01", "10532")

    assert before != after
    assert "288" in {unit for _, unit in before}


def test_a_ladder_is_shown_as_reforms_have_moved_its_powers(say, house):
    shown = partial(say(None).get, "/awards/bk-tinh", unit="10532")
    house.given(POWERS_STREAM, MOVED)
    before, after = shown(on="2026-11-01").get_json(), shown(on="2026-11-03").get_json()

    assert [] == before["moved"]
    assert "31" == before["ladder"]["steps"][-1]["unit"]
    (told,) = after["moved"]
    assert ("2026-11-02", "Decree 9 | art. 2") == (told["reform"], told["reason"])
    assert ["power-moved"] == [one["rule"] for one in told["handed"]]
    assert ("ward", "10532") == tuple(
        after["ladder"]["steps"][-1][one] for one in ("level", "unit")
    )


def test_an_award_is_shown_without_a_unit(say):
    shown = say(None).get("/awards/bk-tinh", on="2025-06-30").get_json()

    assert shown["ladder"] is None
    assert "nd98-2023" == shown["rule"]["regime"]


def test_a_unit_without_a_way_to_the_award_is_refused(say):
    reply = say(None).get("/awards/gk-tp", on="2025-06-30", unit="00000")

    assert (422, ["award-not-given"]) == refused(reply)


def test_awards_are_those_of_the_law_of_the_day(say):
    def keys(day):
        listed = say(None).get("/awards", on=day).get_json()["items"]
        return {one["award"]["key"] for one in listed}

    assert {"gk-tp"} == keys("2025-06-30") - keys("2025-07-01")


def test_a_movement_is_shown_with_its_plan(say):
    (listed,) = items(say(None).get("/movements"))
    shown = say(None).get(f"/movements/{listed['key']}").get_json()

    assert 7 == len(shown["contents"])
    assert 4 == len(shown["classes"])


def test_the_board_counts_where_cases_stand(house, say):
    house.given(CASE, opened_in_movement)
    board = "/movements/hai-duong-2025/board"

    (cell,) = items(say(OFFICER).get(board, occasion="annual", state="draft"))

    assert ("annual", "10531", "gk-tp", "draft", 1) == tuple(
        cell[name] for name in ("occasion", "unit", "award", "state", "nominations")
    )
    assert [] == items(say(OFFICER).get(board, opened_from="2025-04-16"))
    day = {"opened_from": "2025-04-15", "opened_to": "2025-04-15"}
    assert 1 == len(items(say(OFFICER).get(board, **day)))
