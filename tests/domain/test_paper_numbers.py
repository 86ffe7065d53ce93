"""A paper's number is read as people read it, and nothing that looks like it is another."""

import unicodedata

import pytest

from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed
from tests.builders import OTHER
from tests.domain.test_decision import KEY, issue, waiting


def code_points(number):
    """Name a test by the signs of its number, so that any shell can ask for it."""
    return " ".join(f"{ord(sign):04x}" for sign in number)


ALIKE = [
    "7/qđ-ubnd",
    "07/QĐ-UBND",
    "7 / QĐ-UBND",
    "7/QĐ\u2013UBND",
    "7\uff0fQĐ-UBND",
    "7/Q\u00d0-UBND",
    "7/Q\u200bĐ-UBND",
    "7/QĐ\n-UBND",
    "\u202e7/QĐ-UBND",
    "7\u2044QĐ-UBND",
    "7\u2215QĐ-UBND",
    "7/QĐ\u2212UBND",
    "7/QĐ-UBND.",
    unicodedata.normalize("NFD", "7/QĐ-UBND"),
]


@pytest.mark.parametrize("number", ALIKE, ids=code_points)
def test_numbers_that_read_alike_are_one_number(number):
    taken = waiting.and_in(claim_stream(KEY), KeyClaimed(KEY, OTHER))
    taken.when(issue(number=number)).then_refused("number-taken")


@pytest.mark.parametrize("number", [" ", "\u200b", "000", "/", "---", "QĐ-UBND"])
def test_a_number_that_nobody_can_read_is_none(number):
    waiting.when(issue(number=number)).then_refused("number-missing")


STRANGE = {
    "7/QĐ-U\u0412ND": "U+0412 CYRILLIC CAPITAL LETTER VE",
    "7/QĐ-U\u0432ND": "U+0432 CYRILLIC SMALL LETTER VE",
    "7/QD\u0335-UBND": "U+0335 COMBINING SHORT STROKE OVERLAY",
    "17\u0661/QĐ": "U+0661 ARABIC-INDIC DIGIT ONE",
    "7/\u0189-UBND": "U+0189 LATIN CAPITAL LETTER AFRICAN D",
    "7+1/QĐ-UBND": "U+002B PLUS SIGN",
    "7_1/QĐ-UBND": "U+005F LOW LINE",
    "7/QĐ-UBND\ue000": "U+E000",
}


@pytest.mark.parametrize("number", STRANGE, ids=code_points)
def test_a_number_of_other_letters_and_signs_is_refused_by_code_point(number):
    (refusal,) = waiting.when(issue(number=number)).then_refused("number-character").refusals
    assert {"character": STRANGE[number]} == refusal.facts


@pytest.mark.parametrize("number", ["1024/QĐ-UBND", "05/QĐ-CTN/2026", "7/Ửb-ươ", "12.a/BC-Ỷ"])
def test_numbers_of_latin_and_vietnamese_letters_are_taken(number):
    assert waiting.when(issue(number=number)).changes
