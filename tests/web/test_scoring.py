"""A page gives the points of an evaluator; the page of the case shows them as the API does."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.movement import EvaluatorWeight
from domain.nomination.events import EvaluatorScored
from tests.builders import (
    CAMPAIGN,
    CASE,
    ONLINE,
    QUALITY,
    WARD,
    assessed,
    filed,
    minutes,
    opened_in_movement,
    report,
)
from tests.web.filing import begun

CASE_PAGE = f"/console/cases/{CASE}"
SCORE = f"{CASE_PAGE}/acts/score"
ROW = re.compile("<tr>\n<th scope.*?>(council.*?)</th>\n<td.*?>(.*?)</td>\n<td.*?>(.*?)</td>")
WEIGHTS = {"council-chair": Decimal(2), "council-member": Decimal(1)}
SCORING = tuple(EvaluatorWeight(*one, "house", confirmed=False) for one in WEIGHTS.items())
OPENED = replace(opened_in_movement, campaign=replace(CAMPAIGN, scoring=SCORING))
IN_FILE = (OPENED, report, minutes, assessed(ONLINE, 85), assessed(QUALITY, 1))


@pytest.fixture
def open_evaluator(house, browser):
    """Sign in an evaluator of the ward's council, where a case waits."""
    house.given(CASE, *IN_FILE, filed)

    def sign_in(role):
        browser.sign_in(sub=role, roles=[role], units=[WARD], capacity="TM")
        return browser

    return sign_in


def send(browser, points):
    return browser.post(SCORE, begun(browser, SCORE) | {"points": points})


def given(house):
    found = [one for one in house.ledger.read(CASE) if isinstance(one, EvaluatorScored)]
    return [(one.evaluator, str(one.points), str(one.weight)) for one in found]


def test_an_evaluator_finds_the_case_and_its_act(open_evaluator):
    browser = open_evaluator("council-member")

    assert f'href="{CASE_PAGE}"' in browser.get("/console/cases").text
    assert f'href="{SCORE}"' in browser.get(CASE_PAGE).text
    page = browser.get(SCORE).text
    assert re.search('<label for="points">Điểm .*', page)
    assert "Chủ tịch Hội đồng 2; Ủy viên Hội đồng 1" in page


def test_the_points_of_several_stand_on_the_page_with_weights_and_mean(open_evaluator, house):
    assert 303 == send(open_evaluator("council-member"), "88").status_code
    there = send(browser := open_evaluator("council-chair"), "92,5").headers["Location"]

    assert [("council-member", "88", "1"), ("council-chair", "92.5", "2")] == given(house)
    rows = re.findall(ROW, page := browser.get(there).text)
    assert [(who, points.replace(".", ","), weight) for who, points, weight in given(house)] == rows
    assert "<strong>91,00</strong>" in page


@pytest.mark.parametrize("points", ["", "101", "-1", "x", "9.125"])
def test_points_that_are_none_are_told_beside_their_field_and_change_nothing(
    open_evaluator, house, points
):
    reply = send(open_evaluator("council-member"), points)

    assert (422, []) == (reply.status_code, given(house))
    assert 'id="points-wrong"' in reply.text
    assert f'value="{points}"' in reply.text


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ("-1", ("phải từ 0 đến 100", "equal to 0 and less than or equal to 100")),
        ("101", ("phải từ 0 đến 100", "equal to 0 and less than or equal to 100")),
        ("1.234", ("ví dụ 50,5", "such as 50,5")),
        ("năm mươi", ("ví dụ 50,5", "such as 50,5")),
    ],
)
def test_it_is_said_how_points_are_written_in_both_languages(open_evaluator, points, told):
    page = send(open_evaluator("council-member"), points).text

    (wrong,) = re.findall('id="points-wrong">(.*)</span>\n', page)
    assert all(one in wrong for one in told)


def test_who_carries_no_weight_finds_why_and_no_form(open_evaluator):
    page = open_evaluator("clerk").get(SCORE).text

    assert 'name="points"' not in page
    assert "problems" in page


def test_the_list_of_a_unit_is_of_those_of_whoever_asks(open_evaluator, browser):
    open_evaluator("council-member")
    assert CASE_PAGE in browser.get("/console/cases?unit=99999").text  # their own all the same
    browser.sign_in(sub="far", roles=["council-member"], units=["31"])
    assert CASE_PAGE not in browser.get(f"/console/cases?unit={WARD}").text
