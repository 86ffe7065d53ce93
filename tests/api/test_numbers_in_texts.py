"""No text of an order has a number of a person, whoever's: refused once the rules let it pass."""

import re
from copy import deepcopy
from dataclasses import replace
from uuid import uuid4

import pytest

from domain.hearing.events import ComplaintReceived
from domain.nomination.events import NominationOpened
from domain.nomination.holding import CaseHeld
from tests.api.badges import OFFICER, SECOND, SECRETARY
from tests.api.speech import NEW, of
from tests.builders import CASE, filed, minutes, opened, report

CODE = "identity-number-in-text"
TEXTS = {
    "identity-number": "CCCD 030 180 012 345 dạy nghề",
    "phone-number": "Gọi 0912.345.678 để xác minh",
    "email-address": "Gửi Buoi.Mark@example.vn",
}
NUMBER = TEXTS["identity-number"]
REFUSAL = {"step": "ward-review", "reason": "below-standard", "detail": NUMBER}
MISSING = [{"kind": "remark", "key": "r-1", "detail": NUMBER}]
RETURN = {"step": "ward-review", "missing": MISSING, "reason": "Thiếu"}


def told(reply):
    """Return what is told of texts: field and sort."""
    reasons = reply.get_json().get("reasons", ())
    return [(one["facts"]["field"], one["facts"]["sort"]) for one in reasons if one["code"] == CODE]


def codes(reply):
    return {one["code"] for one in reply.get_json()["reasons"]}


def proposed(say, achievement):
    body = deepcopy(NEW) | {"achievement": achievement}
    return say(OFFICER).post("/nominations", body, key="k")


@pytest.fixture
def known(house):
    """Let a case stand at a step, whose facts of before have a number and a letter under one."""
    before = replace(opened, achievement=f"{opened.achievement}, {NUMBER}")
    letter = ComplaintReceived("complaint", "0912345678", uuid4())
    house.given(CASE, before, report, minutes, filed)
    house.given(CASE, letter, CaseHeld("complaint", "0912345678", "complaint"))
    return house


@pytest.mark.parametrize("sort", TEXTS)
def test_a_case_is_not_opened_by_a_text_with_a_number(house, say, logged, sort):
    reply = proposed(say, TEXTS[sort])

    assert (422, [("achievement", sort)]) == (reply.status_code, told(reply))
    assert 0 == house.ledger.last_position()
    for private in ("030 180", "345", "Buoi"):
        assert private not in reply.text + logged.getvalue().decode()


def test_the_same_key_opens_it_once_the_text_is_put_right(house, say):
    assert 422 == proposed(say, NUMBER).status_code
    assert 201 == proposed(say, "Đối tượng được đề nghị dạy nghề cho 40 hộ").status_code
    assert [NominationOpened] == [type(one.event) for one in house.ledger.since(0, 9)][:1]


def counted(say):
    """Return how often the code was told, of an application that serves many tests."""
    told = say(None).client.get("/metrics").text
    found = re.search(f'refusals_total{{code="{CODE}"}} ([0-9]+)', told)
    return int(found[1]) if found else 0


def test_it_counts_among_the_rules_that_were_broken(say):
    before = counted(say)
    proposed(say, NUMBER)
    assert before + 1 == counted(say)


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [("refusals", REFUSAL, "detail"), ("returns", RETURN, "missing.0.detail")],
)
def test_no_act_on_a_case_says_one(known, say, act, body, field):
    reply = say(SECRETARY).post(of(CASE, act), body, version=6)
    assert (422, [(field, "identity-number")]) == (reply.status_code, told(reply))
    assert 6 == known.ledger.last_position()


def test_who_may_not_give_the_order_hears_nothing_of_its_texts(known, say):
    reply = say(OFFICER).post(of(CASE, "refusals"), REFUSAL, version=6)
    assert (403, []) == (reply.status_code, told(reply))
    wrong = say(SECRETARY).post(of(CASE, "refusals"), {**REFUSAL, "step": "ward-submit"}, version=6)
    assert {"step-not-current"} == codes(wrong)


def test_a_title_with_one_is_refused_and_its_paper_is_not_kept(known, say):
    reply = say(SECRETARY).upload({"title": NUMBER}, b"%PDF-1.7 another", version=6)
    assert [("title", "identity-number")] == told(reply)


def test_a_letter_of_before_that_is_known_by_a_number_is_settled(known, say):
    ending = {"reference": "0912345678", "outcome": "unfounded", "reason": "Nothing in it"}
    settled = say(SECOND).post(of(CASE, "complaint-settlements"), ending, version=6)
    assert 200 == settled.status_code


def test_a_correction_carries_on_what_stood_and_adds_nothing(known, say):
    stood = f"{opened.achievement}, {NUMBER}"
    right = {"field": "achievement", "was": stood, "now": stood + "!", "reason": "Dấu câu"}
    more = right | {"now": f"{stood} 0912345678"}
    added = say(OFFICER).post(of(CASE, "corrections"), more, version=6)
    assert (422, [("now", "phone-number")]) == (added.status_code, told(added))
    assert 200 == say(OFFICER).post(of(CASE, "corrections"), right, version=6).status_code


def test_it_is_said_in_vietnamese_by_the_name_of_the_field(known, say):
    speaker = replace(say(SECRETARY), headers={"Accept-Language": "vi"})
    (one,) = speaker.post(of(CASE, "returns"), RETURN, version=6).get_json()["reasons"]
    start = "Mục nội dung cần bổ sung (1) có ghi số định danh cá nhân"
    assert one["detail"].startswith(start)
    assert one["detail"].endswith("; nếu là của đối tượng thì ghi vào phần thông tin cá nhân")
    (spoken,) = say(SECRETARY).post(of(CASE, "returns"), RETURN, version=6).get_json()["reasons"]
    assert spoken["detail"].startswith("missing.0.detail: identity number, in a text")
    assert spoken["detail"].endswith("if it is the nominee's, write it among the particulars")
