"""A page assesses a criterion: by a number where the plan sets one, else in words."""

import re
from dataclasses import replace
from decimal import Decimal
from uuid import uuid5

import pytest

from domain.nomination.events import CriterionAssessed
from tests.builders import CAMPAIGN, CASE, ONLINE, WARD, assessed, opened_in_movement
from tests.web.filing import begun

OTHER = uuid5(CASE, "other")
ASSESSMENT = f"/console/cases/{CASE}/acts/assessment"
ONLINE_PAGE, QUALITY_PAGE = (f"{ASSESSMENT}?criterion={one}" for one in ("online", "quality"))
NUMBER = re.compile('<input type="text" inputmode="decimal"[^>]*name="measured"[^>]*>')


@pytest.fixture
def officer(house, browser):
    """Sign in who proposes for the ward, with a draft whose class has a target and has none."""
    house.given(CASE, opened_in_movement)
    browser.sign_in(sub="officer", roles=["nominating-officer"], units=[WARD], capacity="TM")
    return browser


def send(browser, path, **said):
    return browser.post(path, begun(browser, path) | said)


def beside(page, name):
    found = re.search(f'id="{name}-wrong">(.*?)</span>', page, re.DOTALL)
    return found[1] if found else ""


def last(house):
    return house.ledger.read(CASE)[-1]


def test_a_page_without_a_criterion_asks_which_and_nothing_else(officer):
    page = officer.get(ASSESSMENT).text

    assert ["online", "quality"] == re.findall(
        'type="radio" name="criterion"[^>]*value="(.*?)"', page
    )
    assert "<textarea" not in page
    assert not NUMBER.search(page)


def test_a_criterion_with_a_target_shows_it_and_asks_for_its_number(officer, house):
    page = officer.get(ONLINE_PAGE).text

    (asked,) = NUMBER.findall(page)
    assert 'required aria-describedby="measured-how"' in asked
    assert "Chỉ tiêu: từ 80 % trở lên" in page
    assert 303 == send(officer, ONLINE_PAGE, criterion="online", measured="85").status_code
    assert assessed(ONLINE, 85) == last(house)


def test_a_value_is_taken_with_its_decimal_comma_and_refused_where_it_could_be_two(officer, house):
    reply = send(officer, ONLINE_PAGE, criterion="online", measured="1.234")
    assert (422, opened_in_movement) == (reply.status_code, last(house))
    assert "xin viết 1234, hoặc 1,2340" in beside(reply.text, "measured")

    told = send(officer, ONLINE_PAGE, criterion="online", measured="85,5").headers["Location"]
    assert Decimal("85.5") == last(house).measured
    assert "85,5 %" in officer.get(told).text


def test_a_judged_criterion_asks_for_words_and_for_no_number(officer, house):
    page = officer.get(QUALITY_PAGE).text

    assert not NUMBER.search(page)
    assert re.search('<textarea name="note"[^>]* required', page)
    assert 303 == send(officer, QUALITY_PAGE, criterion="quality", note="Rõ ràng").status_code
    fact = last(house)
    assert isinstance(fact, CriterionAssessed)
    assert (None, "Rõ ràng") == (fact.measured, fact.note)


def test_what_is_left_out_is_told_beside_its_field_and_the_way_back_stays(officer, house):
    for path, criterion, field in (
        (ONLINE_PAGE, "online", "measured"),
        (QUALITY_PAGE, "quality", "note"),
    ):
        reply = send(officer, path, criterion=criterion)
        assert (422, True) == (reply.status_code, bool(beside(reply.text, field)))
        assert f'href="{ASSESSMENT}"' in reply.text
    assert opened_in_movement == last(house)


def test_the_page_of_a_case_shows_what_was_said_and_what_nobody_said(officer, house):
    told = officer.get(f"/console/cases/{CASE}").text
    assert 2 == told.count('<td data-column="Kết quả"><strong class="near">chưa có')
    send(officer, QUALITY_PAGE, criterion="quality", note="Rõ ràng")

    told = officer.get(f"/console/cases/{CASE}?after=2").text
    assert '<td data-column="Kết quả">Rõ ràng' in told


def test_a_criterion_of_no_case_is_asked_again(officer):
    reply = send(officer, f"{ASSESSMENT}?criterion=charm", criterion="charm")

    assert 'type="radio" name="criterion"' in reply.text


def test_another_criterion_is_offered_where_there_is_another(house, officer):
    assert "Chọn tiêu chí khác" in officer.get(ONLINE_PAGE).text
    campaign = replace(CAMPAIGN, criteria=(ONLINE,))
    house.given(OTHER, replace(opened_in_movement, campaign=campaign))

    alone = officer.get(f"/console/cases/{OTHER}/acts/assessment").text
    assert NUMBER.search(alone)
    assert "Chọn tiêu chí khác" not in alone
