"""No text of an order has the name of whom its case is about, as far as its giver is shown it."""

from copy import deepcopy
from dataclasses import replace

import pytest

from services.stores import Name
from tests.api.badges import OFFICER, SECRETARY
from tests.api.speech import NEW, of
from tests.api.test_particulars import SAID
from tests.builders import CASE, NOMINEE, filed, minutes, opened, report

CODE, NAME, OTHER = "nominee-named-in-text", "Nguyễn Thị Bưởi", "Lê Thị Lụa"
SAYING = {"step": "ward-review", "reason": f"Bà {NAME.upper()} xứng đáng"}
RETURN = {
    "step": "ward-review",
    "missing": [{"kind": "remark", "key": "r-1", "detail": f"{NAME} ký thiếu"}],
    "reason": "Thiếu",
}


def told(reply):
    """Return the status, and the fields of which it is told that they name the nominee."""
    reasons = reply.get_json().get("reasons", ())
    fields = [one["facts"]["field"] for one in reasons if one["code"] == CODE]
    return reply.status_code, fields


def proposed(say, achievement, **nominee):
    body = deepcopy(NEW) | {"achievement": achievement}
    body["nominee"] |= nominee
    return say(OFFICER).post("/nominations", body, key="k")


def endorsed(say):
    return say(SECRETARY).post(of(CASE, "endorsements"), SAYING, version=4)


@pytest.fixture
def case(house):
    """Let a case stand at a step, whose achievement of before names its nominee."""
    house.given(CASE, replace(opened, achievement=f"Bà {NAME} dạy"), report, minutes, filed)
    house.people.add(NOMINEE.ref, "person", Name(NAME))
    return house


@pytest.mark.parametrize("beside", [{}, {"particulars": SAID}])
def test_a_case_is_not_opened_by_a_text_that_names_whom_it_is_about(house, say, logged, beside):
    reply = proposed(say, f"Bà {NAME} dạy nghề", **beside)

    assert (422, ["achievement"]) == told(reply)
    assert 0 == house.ledger.last_position()
    assert "Bưởi" not in reply.text + logged.getvalue().decode()
    assert 201 == proposed(say, "Đối tượng dạy nghề", **beside).status_code


@pytest.mark.parametrize("kind", ["household", "collective"])
def test_of_others_than_persons_the_name_may_stand(say, kind):
    assert 201 == proposed(say, f"{NAME} dạy nghề", kind=kind).status_code


@pytest.mark.parametrize(
    ("act", "body", "fields"),
    [("endorsements", SAYING, ["reason"]), ("returns", RETURN, ["missing.0.detail"])],
)
def test_no_act_on_the_case_says_it(case, say, act, body, fields):
    assert (422, fields) == told(say(SECRETARY).post(of(CASE, act), body, version=4))
    assert 4 == case.ledger.last_position()


def test_what_was_said_before_keeps_no_act_from_passing(case, say):
    meant = SAYING | {"reason": f"Đối tượng xứng đáng, cùng bà {OTHER}"}
    assert 200 == say(SECRETARY).post(of(CASE, "endorsements"), meant, version=4).status_code


def test_a_title_that_says_it_is_refused(case, say):
    paper = {"title": f"Báo cáo của {NAME}"}
    assert (422, ["title"]) == told(say(SECRETARY).upload(paper, b"%PDF-1.7 another", version=4))


def test_who_may_not_give_the_order_hears_nothing_of_it(case, say):
    assert (403, []) == told(say(OFFICER).post(of(CASE, "endorsements"), SAYING, version=4))
    wrong = say(SECRETARY).post(of(CASE, "endorsements"), SAYING | {"step": "x"}, version=4)
    assert [] == told(wrong)[1]


@pytest.mark.parametrize("hidden", ["erase", "hold_back"])
def test_a_name_that_is_shown_to_nobody_is_compared_with_nothing(case, say, hidden):
    getattr(case.people, hidden)(NOMINEE.ref)
    assert 200 == endorsed(say).status_code


def test_of_somebody_unnamed_there_is_nothing_to_compare(house, say):
    house.given(CASE, opened, report, minutes, filed)
    assert 200 == endorsed(say).status_code


@pytest.mark.parametrize("said", [f"Ghi sai: {NAME}", f"Đúng là {OTHER}"])
def test_why_a_name_is_changed_says_neither(case, say, said):
    body = {"name": OTHER, "reason": said}
    assert (422, ["reason"]) == told(say(SECRETARY).post(of(CASE, "naming"), body, version=4))
    assert {NOMINEE.ref: NAME} == case.people.name_of([NOMINEE.ref])


def test_a_correction_may_carry_on_what_stood(case, say):
    stood = f"Bà {NAME} dạy"
    right = {"field": "achievement", "was": stood, "now": f"{stood} nghề", "reason": NAME}
    refused = say(OFFICER).post(of(CASE, "corrections"), right, version=4)
    assert (422, ["reason"]) == told(refused)
    right["reason"] = "Thiếu chữ"
    assert 200 == say(OFFICER).post(of(CASE, "corrections"), right, version=4).status_code


@pytest.mark.parametrize(
    ("language", "field", "instead"), [("vi", "lý do", '"đối tượng"'), ("en", "reason", "nominee")]
)
def test_it_says_in_both_languages_what_to_write_instead(case, say, language, field, instead):
    speaker = replace(say(SECRETARY), headers={"Accept-Language": language})
    (one,) = speaker.post(of(CASE, "endorsements"), SAYING, version=4).get_json()["reasons"]
    assert field in one["detail"]
    assert instead in one["detail"]
    assert NAME not in one["detail"]
