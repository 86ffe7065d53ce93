"""Conditions of the award and namesakes in the verdict, and judging a condition, over HTTP."""

from dataclasses import replace

from domain.ladder import Condition
from tests.api.badges import AUDITOR, OFFICER, SECRETARY
from tests.api.speech import NEW, done, of
from tests.api.test_verdicts import new, rule
from tests.builders import CASE, filed, opened, report

WORTHY = Condition("worthy", "Gương mẫu", "Exemplary", "Law 06/2022 [S10]", confirmed=True)
asking = replace(opened, ladder=replace(opened.ladder, conditions=(WORTHY,)))
SAID = {"step": "ward-review", "condition": "worthy", "met": True, "reason": "as graded"}


def test_a_condition_is_told_in_words(house, say):
    house.given(CASE, asking, report, filed)
    before = say(AUDITOR).get(of(CASE, "verdict")).get_json()
    (told,) = before["conditions"]
    assert ("to-be-judged", "to-be-judged", None) == (
        *(before["answer"], told["standing"]),
        told["judged_by"],
    )
    assert {"vi": "Gương mẫu", "en": "Exemplary"} == told["text"]
    assert (True, "binds", "Law 06/2022 [S10]", 1) == (
        *(told["confirmed"], told["force"], told["source"]),
        len(told["remedies"]),
    )


def test_a_condition_is_judged_by_who_acts_at_the_step(house, say):
    house.given(CASE, asking, report, filed)
    judging = of(CASE, "judgements")
    assert 403 == say(OFFICER).post(judging, SAID, version=3).status_code
    assert (200, '"4"') == done(say(SECRETARY).post(judging, SAID, version=3))
    after = say(AUDITOR).get(of(CASE, "verdict")).get_json()
    (told,) = after["conditions"]
    assert ("eligible", "met", "secretary") == (
        *(after["answer"], told["standing"]),
        told["judged_by"]["judge"],
    )
    (kept,) = say(AUDITOR).get(of(CASE)).get_json()["hearing"]["judgements"]
    assert ("worthy", True, "as graded") == (kept["condition"], kept["met"], kept["reason"])


def test_a_nominee_of_a_known_name_is_told_of_without_the_name(house, say):
    officer = say(OFFICER)
    first = new(officer.post("/nominations", NEW, key="1"))
    told = {"kind": "person", "name": "NGUYỄN thị Bưởi", "unit": NEW["unit"]}
    second = new(officer.post("/nominations", {**NEW, "nominee": told}, key="2"))
    reply = officer.get(f"/nominations/{second}/verdict")
    known = rule(reply, "name-known")
    assert ("warns", [{"case": str(first)}]) == (
        known["force"],
        [one["facts"] for one in known["broken"]],
    )
    assert "Bưởi" not in reply.text
    for unit, alone in (("10507", True), ("10534", False)):  # 10534 is one unit with hers since
        elsewhere = {**NEW, "nominee": {**told, "unit": unit}}
        third = new(officer.post("/nominations", elsewhere, key=unit))
        found = rule(officer.get(f"/nominations/{third}/verdict"), "name-known")
        assert alone is found["holds"]
