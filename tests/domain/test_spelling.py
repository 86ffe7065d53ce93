"""Spellings of one word are one reading; marks of tones count; scripts do not mix (ADR 54)."""

import pytest

from domain.nomination.commands import CorrectNomination
from domain.nomination.spelling import as_read, mixed
from tests.builders import CASE, OFFICER, opening
from tests.spec import Given, draft

CYRILLIC, GREEK, ALPHA = "gi\u0430n", "\u03bfkay", "\u03b1"  # of a, of o, and alpha itself


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số hoá hồ sơ", "Số hóa hồ sơ"),
        ("thuỷ lợi", "thủy lợi"),
        ("khoẻ", "khỏe"),
        ("quản lý", "quản lí"),
        ("kỹ thuật", "kĩ thuật"),
        ("quý", "quí"),
        ("SỐ HOÁ - HỒ SƠ!!!", "số hóa, hồ sơ"),
    ],
)
def test_spellings_of_one_word_are_one(one, other):
    assert as_read(one) == as_read(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("má", "ma"),
        ("má", "mà"),
        ("mả", "mã"),
        ("mạ", "ma"),
        ("tai", "tay"),
        ("tui", "tuy"),
        ("thúi", "thúy"),
        ("vi", "vy"),
        ("cơ", "co"),
        ("đa", "da"),
        ("ân", "an"),
    ],
)
def test_words_that_differ_stay_apart(one, other):
    assert as_read(one) != as_read(other)


def test_a_word_of_two_scripts_is_found():
    assert [CYRILLIC] == [*mixed(f"thời {CYRILLIC} xử lý")]
    assert [GREEK] == [*mixed(f"{GREEK} {ALPHA}-amylase")]


@pytest.mark.parametrize(
    "text", ["thời gian", "5 µm, 3 kΩ", "\u0436\u0434\u0438", "Số hoá", "a1b2", f"{ALPHA}-amylase"]
)
def test_words_of_one_script_and_units_of_measure_pass(text):
    assert [] == [*mixed(text)]


def test_an_achievement_told_in_mixed_letters_is_refused_also_when_put_right():
    told = opening(achievement=f"Cắt thời {CYRILLIC}")
    (refusal,) = Given().when(told).then_refused("script-mixed").refusals
    assert {"words": CYRILLIC} == refusal.facts
    both = opening(achievement=f"{GREEK} {CYRILLIC}")
    (refusal,) = Given().when(both).then_refused("script-mixed").refusals
    assert {"words": f"{GREEK}, {CYRILLIC}"} == refusal.facts
    order = CorrectNomination(
        CASE, OFFICER, "achievement", "Paperless ward", f"Cắt thời {CYRILLIC}", "typo"
    )
    draft.when(order).then_refused("script-mixed")
