"""No text of an order says who its case is about; what is known of nobody erasable may stand."""

from copy import deepcopy
from typing import Any

import pytest

from services.stores import Name
from tests.api.badges import OFFICER, SECRETARY
from tests.api.speech import NEW, of
from tests.api.test_names import logged  # noqa: F401 - a fixture
from tests.api.test_particulars import SAID
from tests.builders import CASE, NOMINEE, filed, minutes, opened, report

CODE, NAME = "particulars-in-free-text", "Nguyễn Thị Bưởi"
TEXTS = {
    "name": "Bà NGUYEN THI BUOI dạy nghề",
    "identity_number": "CCCD 030 180 012 345",
    "phone": "gọi 0912.345.678",
    "email": "Gửi Buoi.Mark@example.vn",
}


def told(reply):
    """Return what is told of texts: field and what stands in it."""
    reasons = reply.get_json().get("reasons", ())
    facts = [one["facts"] for one in reasons if one["code"] == CODE]
    return [(one["field"], one["particular"]) for one in facts]


def proposed(say, achievement, **nominee):
    body = deepcopy(NEW) | {"achievement": achievement}
    body["nominee"] |= nominee
    return say(OFFICER).post("/nominations", body, key="k")


@pytest.fixture
def known(house):
    """Let a case stand at a step, of somebody whose name was put right once."""
    house.given(CASE, opened, report, minutes, filed)
    house.people.add(NOMINEE.ref, "person", Name("Nguyễn Thị Bười"))
    house.people.put(NOMINEE.ref, "person", Name(NAME))
    return house


@pytest.mark.parametrize("what", TEXTS)
def test_a_case_is_not_opened_by_a_text_that_says_whose_it_is(house, say, logged, what):  # noqa: F811
    reply = proposed(say, TEXTS[what], particulars=SAID)

    assert (422, [("achievement", what)]) == (reply.status_code, told(reply))
    assert 0 == house.ledger.last_position()
    assert not house.people.name_of([NOMINEE.ref])
    for private in (NAME, "NGUYEN THI BUOI", "345", "Buoi"):
        assert private not in reply.text + logged.getvalue().decode()


def test_the_same_key_opens_it_once_the_text_is_put_right(say):
    assert 422 == proposed(say, TEXTS["name"]).status_code
    assert 201 == proposed(say, "Đối tượng được đề nghị dạy nghề").status_code


@pytest.mark.parametrize(("kind", "status"), [("household", 422), ("collective", 201)])
def test_households_count_as_persons_do_and_public_names_may_stand(say, kind, status):
    name = "Hộ bà Nguyễn Thị Bưởi" if kind == "household" else "Trạm y tế Thanh Bình"
    said = NAME if kind == "household" else name
    reply = proposed(say, f"{said} dạy nghề", kind=kind, name=name)
    assert status == reply.status_code, reply.text


ACTS: dict[str, dict[str, Any]] = {
    "refusals": {"step": "ward-review", "reason": "below-standard", "detail": NAME},
    "endorsements": {"step": "ward-review", "reason": f"{NAME} xứng đáng"},
    "returns": {
        "step": "ward-review",
        "missing": [{"kind": "remark", "key": "remark-1", "detail": f"{NAME} ký thiếu"}],
        "reason": "Nguyễn Thị Bười",  # who was called so before
    },
}


@pytest.mark.parametrize("act", ACTS)
def test_no_act_on_the_case_says_it(known, say, act):
    before = known.ledger.last_position()
    reply = say(SECRETARY).post(of(CASE, act), ACTS[act], version=4)

    fields = {field for field, value in ACTS[act].items() if NAME[:12] in str(value)}
    assert (422, {*fields}) == (reply.status_code, {field for field, _ in told(reply)})
    assert before == known.ledger.last_position()


def test_it_is_told_with_the_rules_that_are_broken(known, say):
    body = {"step": "ward-submit", "reason": f"{NAME} xứng đáng"}
    reply = say(SECRETARY).post(of(CASE, "endorsements"), body, version=4)

    assert {"step-not-current", CODE} <= {one["code"] for one in reply.get_json()["reasons"]}


def test_a_paper_whose_title_says_it_is_not_taken(known, say):
    reply = say(OFFICER).upload({"title": f"Báo cáo của {NAME}"}, b"%PDF-1.7 another", version=4)

    assert ("title", "name") in told(reply)


def test_a_name_that_comes_in_is_not_said_in_its_reason(known, say):
    body = {"name": "Nguyễn Thị Bưởi Anh", "reason": "Ghi thiếu: Nguyễn Thị Bưởi Anh"}
    reply = say(SECRETARY).post(of(CASE, "naming"), body, version=4)

    assert [("reason", "name")] == told(reply)
    assert {NOMINEE.ref: NAME} == known.people.name_of([NOMINEE.ref])


def test_of_somebody_erased_nothing_is_known_any_more(known, say):
    known.people.erase(NOMINEE.ref)
    body = ACTS["endorsements"]
    assert 200 == say(SECRETARY).post(of(CASE, "endorsements"), body, version=4).status_code
