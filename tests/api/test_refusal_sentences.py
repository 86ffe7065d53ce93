"""Refusals are read in Vietnamese or English: every code has both, from facts that it has."""

import ast
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.fact_names import names_of
from api.form_messages import translated
from api.problem_words import words
from api.sentences import facts_of, in_english, in_vietnamese, sentences
from api.sights import looked_at, phrases
from domain.eligibility.sight import Sight
from tests.api.badges import OFFICER
from tests.api.speech import of
from tests.builders import CASE, WARD
from tests.wording import TABLE

SETS = [(code, tuple(facts)) for code, row in TABLE.items() for facts in row["facts"] if facts]
ROOM = Path(__file__).parents[2] / "api"


@pytest.mark.parametrize(("code", "facts"), SETS, ids=lambda one: str(one)[:50])
def test_every_set_of_facts_has_its_vietnamese_sentence(code, facts):
    fitting = [one for one in sentences().get(code, ()) if facts_of(one) <= set(facts)]
    assert fitting, f"api/refusal_sentences.toml says nothing of {code} with {facts}"
    values = {fact: f"<{fact}>" for fact in facts}
    assert "{" not in in_vietnamese(code, values)


@pytest.mark.parametrize("code", TABLE)
def test_every_refusal_is_said_in_both_languages(code):
    assert TABLE[code]["says"]
    assert {"en", "vi"} <= words()[code].keys()


def spoken():
    """Yield every sentence after its code."""
    return ((code, one) for code, those in sentences().items() for one in those)


def fits(code, sentence):
    """Say whether a refusal of the code has all the facts of a sentence."""
    return any(facts_of(sentence) <= set(facts) for facts in TABLE[code]["facts"])


def test_no_sentence_has_a_place_for_a_fact_that_its_refusal_does_not_have():
    assert [] == [(code, one) for code, one in spoken() if code in TABLE and not fits(code, one)]
    assert set() == sentences().keys() - words().keys()
    assert all(facts_of(one) for _, one in spoken())


def sights():
    """Yield the code of every sight that the domain spells out."""
    for path in Path("domain/eligibility").glob("*.py"):
        for one in ast.walk(ast.parse(path.read_text())):
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "Sight":
                yield from (code.value for code in one.args[1:2] if isinstance(code, ast.Constant))


def test_every_sight_has_its_vietnamese_phrase():
    assert set(sights()) == set(phrases()["phrases"])


def test_codes_stand_in_the_order_of_their_names():
    text = (ROOM / "refusal_sentences.toml").read_text()
    assert sorted(tomllib.loads(text)) == list(tomllib.loads(text))


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        (None, "en"),
        ("vi", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en-GB, vi;q=0.5", "en"),
        ("fr", "en"),
        ("*", "en"),
        ("en;q=0.1, VI;q=0.2", "vi"),
        ("vi;q=0", "en"),
        ("fr, vi;q=0.5", "vi"),
    ],
)
def test_a_problem_speaks_the_language_that_is_asked_for(app, asked, spoken):
    headers = {"Accept-Language": asked} if asked else {}
    reply = app.test_client().get("/api/v1/units/00000", headers=headers)
    assert (spoken, "Accept-Language") == (
        reply.headers["Content-Language"],
        reply.headers["Vary"],
    )
    assert words()["unit-unknown"][spoken] == reply.get_json()["title"]


def test_broken_rules_are_told_in_vietnamese_with_their_facts(say):
    other = replace(say(OFFICER), headers={"Accept-Language": "vi"})
    reply = other.post(of(CASE, "withdrawal"), {"reason": "at their wish"}, version=1).get_json()
    sentence = f"Không có hồ sơ đề nghị {CASE}"
    assert sentence == reply["detail"]
    assert [("nomination-unknown", sentence)] == [
        (one["code"], one["detail"]) for one in reply["reasons"]
    ]


def test_codes_among_the_facts_are_called_by_their_names(house):
    names = names_of(house)
    role, unit = {"role": "appraiser"}, {"unit": "31"}
    assert "Việc này cần vai trò Người thẩm định" == in_vietnamese("role-missing", role, names)
    told = in_vietnamese("unit-foreign", unit, names)
    assert "Việc này thuộc thẩm quyền của Thành phố Hải Phòng (31)" == told
    lacking = {"lacking": Sight("paper council-minutes, criterion tax, remark x")}
    (found,) = looked_at(lacking, names)
    assert "giấy tờ Biên bản họp Hội đồng, tiêu chí tax, ý kiến x" == found["says"].vi
    step = {"step": "a", "current": "ward-review"}
    waits = "Hồ sơ đang chờ ở bước Xét cấp xã, không phải a"
    assert waits == in_vietnamese("step-not-current", step, names)
    days = {"effective_on": "2026-01-01", "today": "2025-12-01"}
    assert "Văn bản đề ngày 01/01/2026, sau hôm nay 01/12/2025" == in_vietnamese(
        "dated-ahead", days, names
    )


def test_a_unit_that_ended_is_called_by_its_last_name_and_day(house):
    names, facts = names_of(house), {"award": "gkca", "unit": WARD}
    detail = "no regime of that day gives this award there"
    gone, until = f"Phường Thanh Bình ({WARD}", "2025-06-30)"
    assert f"{gone}, đến hết 30/06/2025)" in in_vietnamese("award-not-given", facts, names)
    assert f"{gone}, until {until}" in in_english("award-not-given", detail, facts, names)
    before = replace(names, on=date(2025, 6, 30))
    assert in_vietnamese("award-not-given", facts, before).endswith(f"{gone})")
    assert "tại 99999" in in_vietnamese("award-not-given", facts | {"unit": "99999"}, names)


def test_what_a_rule_looked_at_is_said_in_both_languages(house):
    row = Sight("2 needed; none", "times-none", {"times": "2"})
    (year, held) = looked_at({"year": Sight("2025"), "ldtt": row}, names_of(house))
    assert ("năm", "2025") == (year["label"].vi, year["says"].vi)
    assert ("cần 2 lần liên tục; chưa có lần nào", "2 needed; none") == (
        held["says"].vi,
        held["says"].en,
    )


def test_wrong_fields_are_told_in_vietnamese(say):
    speaker = replace(say(OFFICER), headers={"Accept-Language": "vi"})
    reply = speaker.post("/nominations", {"odd": 1, "award": "x" * 200}, key="k").get_json()
    told = {one["facts"]["field"]: one["detail"] for one in reply["reasons"]}
    assert "Có trường dữ liệu không hợp lệ" == reply["title"] == reply["detail"]
    assert "achievement: bắt buộc phải có" == told["achievement"]
    assert "odd: không có trường này" == told["odd"]
    assert [] == [one for one in told.values() if one.endswith(".")]


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Must be one of: a, b.", "phải là một trong: a, b"),
        ("Length must be between 3 and 9.", "phải dài từ 3 đến 9 ký tự hoặc phần tử"),
        (
            "Must be greater than or equal to 1 and less than or equal to 200.",
            "phải từ 1 đến 200",
        ),
        ("Whatever comes next.", "Whatever comes next."),
    ],
)
def test_a_message_is_told_by_its_form(english, vietnamese):
    assert vietnamese == translated(english)
