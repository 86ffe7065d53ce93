"""Acts from the page of a case: the API's orders, once each, on the version that was seen."""

import re

import pytest

from domain.nomination import events as n
from tests.builders import CASE, WARD, filed, minutes, opened, report
from tests.web.browsing import TOKEN

CASE_PAGE = f"/console/cases/{CASE}"
HIDDEN = re.compile('name="(seen|key|step|by)" value="([^"]*)"')


@pytest.fixture
def officer(house, browser):
    """Sign in the secretary of the ward, at whose desk a case waits."""
    house.given(CASE, opened, report, minutes, filed)
    browser.sign_in(sub="secretary", units=[WARD], capacity="TM")
    return browser


def form(browser, act):
    """Open the page of an act; return what it would send by itself."""
    page = browser.get(f"{CASE_PAGE}/acts/{act}").text
    token = TOKEN.search(page)
    assert token
    return {**dict(HIDDEN.findall(page)), "csrf": token[1]}


def send(browser, act, said, **written):
    return browser.post(f"{CASE_PAGE}/acts/{act}", {**said, **written})


def test_a_case_is_returned_with_a_list_and_the_page_shows_that(officer, house):
    told = {"remarks": "Bản khai ký thiếu\r\n\r\nSố liệu quý 3\r\n", "reason": "Thiếu"}
    reply = send(officer, "return", form(officer, "return"), **told)

    assert 303 == reply.status_code
    fact = events(house)[-1]
    listed = [(one.kind, one.key, one.detail) for one in fact.missing]
    assert ("remark", "remark-1", "Bản khai ký thiếu") == listed[0]
    assert ("remark", "remark-2", "Số liệu quý 3") in listed
    page = officer.get(reply.headers["Location"]).text
    assert "Đã ghi nhận" in page
    assert "đã trả lại để bổ sung" in page


def test_what_may_be_done_on_a_page_is_told_apart_from_what_may_be_done_elsewhere(officer):
    may = officer.get(CASE_PAGE).text.split("Việc làm được lúc này")[1].split("<h2>")[0]
    here, elsewhere = may.split('id="may-where"')

    assert (here.count("<li>"), 0) == (here.count("/acts/"), elsewhere.count("<a "))
    assert "Đồng ý ở bước" in here
    assert "Tạm dừng xét" in elsewhere


def test_a_returned_case_is_brought_again(officer, house):
    told = {"remarks": "Bản khai ký thiếu\nSố liệu quý 3", "reason": "Thiếu"}
    send(officer, "return", form(officer, "return"), **told)
    officer.sign_in(sub="officer", roles=["nominating-officer"], units=[WARD], capacity="TM")

    page = officer.get(CASE_PAGE).text
    assert "Được trả lại để bổ sung" in page
    assert "Số liệu quý 3" in page
    said = form(officer, "supplement")
    refused = send(officer, "supplement", said, answers="remark-1", note="Đã ký")
    assert 422 == refused.status_code
    assert 'id="answers-wrong"' in refused.text
    assert "Đã ký</textarea>" in refused.text
    both = {"answers": ["remark-1", "remark-2"], "note": "Đã ký"}
    assert 303 == send(officer, "supplement", said, **both).status_code
    assert "đang được xét" in officer.get(CASE_PAGE).text


def events(house):
    return house.ledger.read(CASE)


def test_a_case_is_refused_for_a_coded_reason(officer, house):
    told = {"ground": "below-standard", "detail": "Chưa đủ tiêu chuẩn"}
    assert 303 == send(officer, "refusal", form(officer, "refusal"), **told).status_code

    last = events(house)[-1]
    assert ("below-standard", "Chưa đủ tiêu chuẩn") == (last.reason, last.detail)


@pytest.mark.parametrize(
    ("act", "hand", "fact"),
    [
        ("endorsement", {"sub": "secretary"}, n.StepEndorsed),
        ("withdrawal", {"sub": "officer", "roles": ["nominating-officer"]}, n.NominationWithdrawn),
    ],
)
def test_a_case_is_agreed_to_and_taken_back(house, browser, act, hand, fact):
    house.given(CASE, opened, report, minutes, filed)
    browser.sign_in(units=[WARD], capacity="TM", **hand)

    assert 303 == send(browser, act, form(browser, act), reason="Xứng đáng").status_code
    assert any(isinstance(one, fact) for one in events(house))


def test_two_clicks_are_one_act(officer, house):
    said, told = form(officer, "refusal"), {"ground": "below-standard", "detail": "Chưa đủ"}
    replies = [send(officer, "refusal", said, **told) for _ in range(2)]

    assert [303, 303] == [one.status_code for one in replies]
    assert 1 == sum(isinstance(one, n.NominationRefused) for one in events(house))


def test_a_page_of_before_does_nothing_and_says_so(officer, house):
    said = form(officer, "refusal")
    send(officer, "return", form(officer, "return"), remarks="Thiếu chữ ký", reason="Thiếu")
    before = events(house)

    reply = send(officer, "refusal", said, ground="below-standard", detail="Chưa đủ tiêu chuẩn")

    assert (412, before) == (reply.status_code, events(house))
    assert "Hồ sơ đã thay đổi từ khi trang này được mở" in reply.text
    assert "Chưa đủ tiêu chuẩn" in reply.text  # what was written is not lost


def test_a_page_that_was_used_leads_to_the_case_and_speaks_of_no_key(officer, house):
    said = form(officer, "return")
    send(officer, "return", said, remarks="Thiếu chữ ký", reason="Thiếu")
    reply = send(officer, "return", said, remarks="Thiếu con dấu", reason="Thiếu")

    assert "Hồ sơ đã thay đổi từ khi trang này được mở" in reply.text
    assert "Idempotency" not in reply.text


def test_what_is_wrong_is_said_at_the_top_with_the_focus_and_a_way_to_the_field(officer, house):
    said = form(officer, "return")
    before = events(house)
    reply = send(officer, "return", said, remarks=" ", reason="x")

    assert (422, before) == (reply.status_code, events(house))
    for part in ('tabindex="-1" autofocus', 'href="#remarks"', 'href="#reason"', ">x</textarea>"):
        assert part in reply.text
    assert "missing: " not in reply.text  # it has another name on the page


def test_a_refusal_of_the_rules_is_said_in_both_languages(officer, house):
    said = form(officer, "refusal") | {"step": "province-decision"}
    reply = send(officer, "refusal", said, ground="below-standard", detail="Chưa đủ")

    assert 409 == reply.status_code
    assert "The case waits at" in reply.text


def test_who_may_not_finds_the_reasons_and_no_form(house, browser):
    house.given(CASE, opened, report, minutes, filed)
    browser.sign_in(roles=["clerk"], units=[WARD])

    page = browser.get(f"{CASE_PAGE}/acts/refusal").text
    assert "<textarea" not in page
    assert "Việc này cần vai trò" in page


@pytest.mark.parametrize("act", ["vote", "nothing"])
def test_an_act_that_needs_files_has_no_page(officer, act):
    assert 404 == officer.get(f"{CASE_PAGE}/acts/{act}").status_code
    assert 404 == send(officer, act, form(officer, "refusal")).status_code


def test_an_act_without_the_token_of_this_sign_in_does_nothing(officer, house):
    said, before = form(officer, "refusal"), events(house)
    told = {**said, "csrf": "a" * 43, "ground": "below-standard", "detail": "Chưa đủ"}

    assert 403 == send(officer, "refusal", told).status_code
    assert before == events(house)
