"""Characters nobody sees are refused by code point; Vietnamese is taken in either form."""

import unicodedata
from pathlib import Path

import pytest

from api.characters import MEANINGLESS, OF_NOBODY
from domain.nomination.events import NominationCorrected
from domain.unseen import BLANK
from tests.api.badges import AUDITOR, LEADER, OFFICER, SECRETARY
from tests.api.speech import NEW, fields, of, refused
from tests.api.test_submissions import LETTER
from tests.builders import CASE, DISTRICT, WARD, filed, minutes, opened, report

DECISION = next((Path(__file__).parents[2] / "docs/adr").glob("0018-*.md")).read_text("utf-8")
NAME = "Nguyễn Thị Bưởi Đặng Thụy Ửng"
UNSEEN = {
    "zero width space": ("\u200b", "U+200B ZERO WIDTH SPACE"),
    "zero width joiner": ("\u200d", "U+200D ZERO WIDTH JOINER"),
    "zero width non-joiner": ("\u200c", "U+200C ZERO WIDTH NON-JOINER"),
    "byte order mark": ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    "soft hyphen": ("\u00ad", "U+00AD SOFT HYPHEN"),
    "right to left override": ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "isolate": ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
    "word joiner": ("\u2060", "U+2060 WORD JOINER"),
    "grapheme joiner": ("\u034f", "U+034F COMBINING GRAPHEME JOINER"),
    "filler": ("\u3164", "U+3164 HANGUL FILLER"),
    "variation selector": ("\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
    "line separator": ("\u2028", "U+2028 LINE SEPARATOR"),
    "tag": ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    "bell": ("\x07", "U+0007"),
    "escape": ("\x1b", "U+001B"),
    "next line": ("\x85", "U+0085"),
    "braille blank": ("\u2800", "U+2800 BRAILLE PATTERN BLANK"),
    "noncharacter": ("\ufdd0", "U+FDD0"),
    "unassigned": ("\u0378", "U+0378"),
    "private": ("\ue000", "U+E000"),
    "private of plane 15": ("\U000f0000", "U+F0000"),
    "jamo filler": ("\u115f", "U+115F HANGUL CHOSEONG FILLER"),
    "halfwidth filler": ("\uffa0", "U+FFA0 HALFWIDTH HANGUL FILLER"),
}
BREAKS = {"line feed": "\n", "carriage return": "\r", "tab": "\t"}


def named(**changes):
    """Return a nomination of somebody called otherwise."""
    return {**NEW, "nominee": {"kind": "person", "name": NAME, "unit": WARD, **changes}}


def told(reply):
    """Return what is said of each field."""
    assert (422, {"form-invalid"}) == (reply.status_code, set(refused(reply)[1]))
    return {one["facts"]["field"]: one["detail"] for one in reply.get_json()["reasons"]}


@pytest.mark.parametrize("sort", UNSEEN)
@pytest.mark.parametrize("place", ["{}Bưởi", "Bư{}ởi", "Bưởi{}"])
def test_a_name_with_a_character_nobody_sees_is_refused_by_code_point(house, say, sort, place):
    character, point = UNSEEN[sort]
    body = named(name=place.format(character))

    said = told(say(OFFICER).post("/nominations", body, key="k"))

    assert {"nominee.name": f"Must not hold {point}."} == said
    assert 0 == house.ledger.last_position()


@pytest.mark.parametrize("sort", UNSEEN)
def test_a_long_text_may_not_hold_one_either(house, say, sort):
    character, point = UNSEEN[sort]
    reply = say(OFFICER).post("/nominations", {**NEW, "achievement": f"a{character}bc"}, key="k")

    assert {"achievement": f"Must not hold {point}."} == told(reply)
    assert 0 == house.ledger.last_position()


@pytest.mark.parametrize("sort", BREAKS)
def test_a_line_does_not_break(house, say, sort):
    point = f"U+{ord(BREAKS[sort]):04X}"
    house.given(CASE, opened)
    body = named(name=f"Bưởi{BREAKS[sort]}Lê", note=f"tổ 3{BREAKS[sort]}")

    said = told(say(OFFICER).post("/nominations", body, key="k"))
    assert {"nominee.name", "nominee.note"} == said.keys()
    assert {f"Must not hold {point}."} == set(said.values())
    letter = {**LETTER, "number": f"12/TTr{BREAKS[sort]}UBND"}
    assert ["number"] == fields(say(OFFICER).post("/submissions", letter, key="k"))
    title = say(OFFICER).upload({"title": f"Báo{BREAKS[sort]}cáo"}, version=1)
    assert ["title"] == fields(title)
    assert 1 == house.ledger.last_position()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_is_taken_in_either_form_and_kept_in_one(say, form):
    text = unicodedata.normalize(form, "Số hoá toàn bộ thủ tục:\r\n\t- một cửa;\n- “liên thông”…")
    body = {**named(name=unicodedata.normalize(form, NAME)), "achievement": text}

    reply = say(OFFICER).post("/nominations", body, key="k")

    assert 201 == reply.status_code, reply.text
    shown = say(AUDITOR).get(of(reply.get_json()["id"])).get_json()
    assert NAME == shown["nominee_name"]
    assert unicodedata.normalize("NFC", text) == shown["achievement"]


def test_long_texts_may_break_their_lines(house, say):
    house.given(CASE, opened, report, minutes, filed)
    body = {"step": "ward-review", "reason": "Một.\nHai.\r\n\tBa."}

    assert 200 == say(SECRETARY).post(of(CASE, "endorsements"), body, version=4).status_code


@pytest.mark.parametrize("text", ["\u0301\u0323\u0302", "...", "\u2013 \u2014 \u2013"], ids=ascii)
def test_a_text_that_is_asked_for_says_something(house, say, text):
    body = {**named(name=text), "achievement": text}

    said = told(say(OFFICER).post("/nominations", body, key="k"))
    assert {"nominee.name", "achievement"} == said.keys()
    assert {"Must hold a letter or a digit."} == set(said.values())
    assert 0 == house.ledger.last_position()


def test_a_text_that_nobody_asks_for_may_be_a_dash(say):
    assert 201 == say(OFFICER).post("/nominations", named(note="-"), key="k").status_code


def test_of_very_many_the_first_are_named(house, say):
    reply = say(OFFICER).post(
        "/nominations", named(name="a\u2066\u2067\u2068\u2069\u200b\u200c\u2060"), key="k"
    )

    (said,) = told(reply).values()
    assert said.startswith("Must not hold U+2066 LEFT-TO-RIGHT ISOLATE, U+2067")
    assert said.endswith("U+200B ZERO WIDTH SPACE and 2 more.")
    assert 0 == house.ledger.last_position()


def test_a_text_recorded_before_can_be_put_right(house, say):
    """What stands is quoted as it stands, or it could never be corrected."""
    was = opened.achievement + "\u200b!"
    house.given(CASE, opened, NominationCorrected("achievement", opened.achievement, was, "typo"))
    said = {"field": "achievement", "was": was, "now": opened.achievement, "reason": "unseen"}

    assert 200 == say(OFFICER).post(of(CASE, "corrections"), said, version=2).status_code


def test_a_signer_s_position_stays_one_line_when_corrected(house, say):
    said = {"field": "signer_position", "was": "Chair", "now": "Vice\nChair", "reason": "typo"}
    address = f"/decisions/{CASE}/corrections"

    assert {"now": "Must not hold U+000A."} == told(say(LEADER).post(address, said, version=1))
    basis = say(LEADER).post(address, {**said, "field": "legal_basis"}, version=1)
    assert (404, ["decision-unknown"]) == refused(basis)
    assert 0 == house.ledger.last_position()


def test_a_decision_s_number_and_position_are_lines(house, say):
    body = {
        "number": "1/Q\u200bĐ",
        "unit": DISTRICT,
        "signer_position": "Chủ\ntịch",
        "legal_basis": "Luật 06/2022/QH15;\nNghị định 98/2023/NĐ-CP",
        "nominations": [str(CASE)],
    }

    assert ["number", "signer_position"] == sorted(
        fields(say(LEADER).post("/decisions", body, key="k"))
    )
    assert 0 == house.ledger.last_position()


@pytest.mark.parametrize("sort", sorted(MEANINGLESS))
def test_the_decision_names_the_refused_sorts_of_unicode(sort):
    assert f"(`{sort}`)" in DECISION


@pytest.mark.parametrize("pair", [*BLANK, *OF_NOBODY], ids=lambda pair: f"{pair[0]:04X}")
def test_the_decision_names_the_refused_ranges(pair):
    assert "-".join(f"U+{point:04X}" for point in dict.fromkeys(pair)) in DECISION
