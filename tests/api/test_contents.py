"""Assessments and points over HTTP."""

from decimal import Decimal

import pytest

from domain.nomination.events import CriterionAssessed, EvaluatorScored
from tests.api.badges import OFFICER, SECRETARY
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, ONLINE, assessed, filed, opened, opened_in_movement

ONLINE_AT = {"criterion": "online", "measured": 92.5}
POINTS = {"step": "ward-review", "points": 87.5}


@pytest.mark.parametrize("measured", [92.5, "92.5"], ids=["number", "digits"])
def test_a_criterion_is_held_against_its_target(house, say, measured):
    house.given(CASE, opened_in_movement)
    body = {**ONLINE_AT, "measured": measured}

    assert (200, '"2"') == done(say(OFFICER).post(of(CASE, "assessments"), body, version=1))
    fact = house.ledger.read(CASE)[-1]
    assert isinstance(fact, CriterionAssessed)
    assert (Decimal("92.5"), True) == (fact.measured, fact.met)


def test_a_measure_is_read_as_it_was_written(house, say):
    house.given(CASE, opened_in_movement)
    say(OFFICER).post(of(CASE, "assessments"), {**ONLINE_AT, "measured": "92.500"}, version=1)

    reply = say(OFFICER).get(of(CASE, "assessments"))

    online, quality = items(reply)
    assert (200, '"2"') == done(reply)
    assert ("92.500", True, None) == (online["measured"], online["met"], quality["measured"])


def test_what_has_no_target_is_judged_in_words(house, say):
    house.given(CASE, opened_in_movement)
    said = {"criterion": "quality", "note": "Clear and kept up"}
    assert (200, '"2"') == done(say(OFFICER).post(of(CASE, "assessments"), said, version=1))

    _, quality = items(say(OFFICER).get(of(CASE, "assessments")))
    assert (None, None, "Clear and kept up") == tuple(
        quality[name] for name in ("measured", "met", "note")
    )


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"criterion": "online", "note": "All of it"}, ["measure-missing", "evidence-unknown"]),
        ({"criterion": "quality"}, ["judgement-unsaid", "evidence-unknown"]),
    ],
    ids=["target", "judged"],
)
def test_what_an_assessment_lacks_is_told_with_all_else(house, say, said, codes):
    house.given(CASE, opened_in_movement)
    body = {**said, "evidence": ["0" * 64]}

    assert (422, codes) == refused(say(OFFICER).post(of(CASE, "assessments"), body, version=1))


def test_points_are_given_and_weighed(house, say):
    house.given(CASE, opened, filed)

    assert (200, '"3"') == done(say(SECRETARY).post(of(CASE, "scores"), POINTS, version=2))
    fact = house.ledger.read(CASE)[-1]
    assert EvaluatorScored("ward-review", "secretary", Decimal("87.5"), Decimal(1)) == fact
    (scored,) = items(say(SECRETARY).get(of(CASE, "scores")))
    assert "87.50" == scored["mean"]


@pytest.mark.parametrize(
    "points", [-1, 101, 10.1234, 1e30, 1e-30, "1e2", "-1", "-0", "", " 5", True, None, [5]]
)
def test_impossible_points_are_refused(house, say, points):
    house.given(CASE, opened, filed)

    reply = say(SECRETARY).post(of(CASE, "scores"), {**POINTS, "points": points}, version=2)

    assert (422, ["form-invalid"]) == refused(reply)


def test_marks_finer_than_hundredths_break_a_rule(house, say):
    house.given(CASE, opened, filed)

    reply = say(SECRETARY).post(of(CASE, "scores"), {**POINTS, "points": 10.125}, version=2)

    assert (422, ["points-impossible"]) == refused(reply)


def test_a_paper_that_is_not_in_the_file_cannot_be_cited(house, say):
    house.given(CASE, opened_in_movement, assessed(ONLINE, 80))
    body = {**ONLINE_AT, "evidence": ["a" * 64]}

    reply = say(OFFICER).post(of(CASE, "assessments"), body, version=2)

    assert (422, ["evidence-unknown"]) == refused(reply)
