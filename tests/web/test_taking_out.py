"""A page takes a paper out of a file: first which one, then why; it stays to be read about."""

import re

import pytest

from domain.nomination.events import EvidenceWithdrawn
from services.stores import Name
from tests.builders import CASE, NOMINEE, WARD, minutes, opened, report
from tests.web.filing import begun
from web.act_forms import FORMS

CASE_PAGE = f"/console/cases/{CASE}"
GONE = "0" * 64
TAKE = f"{CASE_PAGE}/acts/evidence-withdrawal"
REPORT = f"{TAKE}?held={report.sha256}"


@pytest.fixture
def officer(house, browser):
    """Sign in who proposes for the ward, with a draft that holds two papers."""
    house.given(CASE, opened, report, minutes)
    browser.sign_in(sub="officer", roles=["nominating-officer"], units=[WARD], capacity="TM")
    return browser


def send(browser, held, reason, path=REPORT):
    return browser.post(path, begun(browser, path) | {"held": held, "reason": reason})


def test_each_paper_of_the_page_leads_to_its_form(officer):
    page = officer.get(CASE_PAGE).text

    for one in (report, minutes):
        assert f'href="{TAKE}?held={one.sha256}"' in page


def test_without_a_paper_it_is_asked_which(officer):
    page = officer.get(TAKE).text

    assert {report.sha256, minutes.sha256} == set(re.findall('name="held"[^>]*value="(.*?)"', page))
    assert "<textarea" not in page


def test_a_paper_is_taken_out_and_told_as_such(officer, house):
    reply = send(officer, report.sha256, "Nộp nhầm bản")

    assert 303 == reply.status_code
    assert EvidenceWithdrawn(report.sha256, "Nộp nhầm bản") == house.ledger.read(CASE)[-1]
    page = officer.get(reply.headers["Location"]).text
    assert "Đã ghi nhận: Rút tài liệu" in re.sub(" <span.*?</span>", "", page)
    assert "<s>R</s>, đã rút" in page
    assert REPORT not in page


def test_a_reason_that_is_none_is_told_beside_its_field(officer, house):
    reply = send(officer, report.sha256, " ")

    assert (422, 3) == (reply.status_code, len(house.ledger.read(CASE)))
    assert 'id="reason-wrong"' in reply.text
    assert f'href="{TAKE}"' in reply.text  # another paper may be chosen


def test_a_reason_that_names_the_nominee_is_told_beside_its_field(officer, house):
    house.people.add(NOMINEE.ref, "person", Name("Nguyễn Thị Bưởi"))
    reply = send(officer, report.sha256, "Giấy của bà Nguyễn Thị Bưởi")

    assert (422, 3) == (reply.status_code, len(house.ledger.read(CASE)))
    wrong = re.search('id="reason-wrong">(.*?)<', reply.text)
    assert wrong
    assert "có ghi họ tên của đối tượng" in wrong[1]


@pytest.mark.parametrize("held", ["", "x", "../../returns?", GONE, report.sha256 + "/x"])
def test_what_is_no_paper_of_the_file_leads_nowhere_else(officer, house, held):
    assert (
        "evidence/-/withdrawal" == FORMS["evidence-withdrawal"].at({"held": held}) or held == GONE
    )
    assert 404 == send(officer, held, "Nộp nhầm bản").status_code
    assert 3 == len(house.ledger.read(CASE))


def test_another_paper_is_offered_where_there_is_another(officer):
    assert "Chọn giấy tờ khác" in officer.get(REPORT).text
    send(officer, report.sha256, "Nộp nhầm bản")
    officer.get(f"{CASE_PAGE}?after=4")  # until the page knows
    alone = officer.get(TAKE).text
    assert "<textarea" in alone
    assert "Chọn giấy tờ khác" not in alone


def test_a_link_to_a_paper_that_is_gone_leads_to_no_other(officer):
    send(officer, report.sha256, "Nộp nhầm bản")
    officer.get(f"{CASE_PAGE}?after=4")
    page = officer.get(REPORT).text
    assert 'type="radio"' in page
    assert "<textarea" not in page


def test_a_reason_with_a_number_of_a_person_is_told_beside_its_field(officer, house):
    reply = send(officer, report.sha256, "Gọi 0912 345 678")

    assert (422, 3) == (reply.status_code, len(house.ledger.read(CASE)))
    wrong = re.search('id="reason-wrong">(.*?)<', reply.text, re.DOTALL)
    assert wrong
    assert "Mục lý do có ghi số điện thoại di động" in wrong[1]
