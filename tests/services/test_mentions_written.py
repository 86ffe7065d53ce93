"""Names and numbers are found in any writing of JSON, grouped and with the code of the country."""

import json
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.mentions import mentions
from tests.services.intake_house import UNIT, delivery

NAME, NUMBER, PHONE = "Tống Lam Khê", "001099000001", "0912345678"
TOLD = {NAME, NUMBER, PHONE}
BLANKS = st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0", ",\n"])
PARTS = st.sampled_from(["", "", " ", ".", "-", " - ", "\n", "\t", "\u00a0", "\u2011", ") "])
ALONE = ["{}", "({})", "tel:{}", "cccd{}", "1, {}; 22", "{}.", "x{}y", "2 {} 3"]
SECONDS = 60
"""Hundreds of times what a MiB takes; what is not linear takes hours."""


@st.composite
def messages(draw, inner):
    """Draw a body with a text somewhere in JSON, or in a text of JSON, in one of the encodings."""
    text = normalize(draw(st.sampled_from(["NFC", "NFD"])), draw(inner))
    for ascii_alone in draw(st.lists(st.booleans(), max_size=3)):
        text = json.dumps({"achievement": f"Kính gửi:\n{text}\t"}, ensure_ascii=ascii_alone)
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-16", "utf-16-be"])))


@st.composite
def grouped(draw, digits):
    """Draw a number with something between its digits, or nothing."""
    return digits[0] + "".join(draw(PARTS) + one for one in digits[1:])


NUMBERS = st.one_of(
    grouped(NUMBER), *(grouped(f"{start}912345678") for start in ("0", "84", "840", "0084"))
)


def named(body, told=TOLD):
    return mentions(delivery(UNIT, body), told)


@given(messages(st.tuples(BLANKS, BLANKS).map(lambda two: two[0].join(NAME.split()) + two[1])))
def test_a_name_is_found_right_after_an_escape_and_broken_by_one(body):
    assert named(body)


@given(messages(st.tuples(st.sampled_from(ALONE), NUMBERS).map(lambda two: two[0].format(two[1]))))
def test_a_number_is_found_whatever_parts_its_digits(body):
    assert named(body)


LONGER = st.tuples(st.sampled_from(["7{}", "{}7"]), grouped(NUMBER) | grouped(PHONE))


@given(messages(LONGER.map(lambda two: two[0].format(two[1]))))
def test_a_number_that_has_a_digit_more_is_another_one(body):
    assert not named(body)


@pytest.mark.parametrize("kept", [PHONE, "+84912345678", "84912345678"])
@pytest.mark.parametrize(
    "written",
    ["0912 345 678", "+84912345678", "84.912.345.678", "+84 (0)912-345-678", "(091) 2345678"],
)
def test_a_phone_number_is_one_with_the_code_of_the_country_and_without(kept, written):
    assert named(written.encode(), {kept})


@pytest.mark.parametrize(
    "written",
    [
        "1.001.099.000.001",
        "001-099-000-001-7",
        "912345678",
        "84912345679",
        "0912 345 6789",
        "001/099/000/001",
    ],
)
def test_a_longer_number_and_another_one_are_not_it(written):
    assert not named(written.encode())


@pytest.mark.parametrize("kept", ["+4930901820", "12345678"])
def test_numbers_of_elsewhere_are_found_by_their_digits(kept):
    assert named(" ".join(kept).encode(), {kept})
    assert not named(b"0930901820, 1234567", {kept})


def test_two_numbers_beside_each_other_are_both_found():
    both = b"0987.654.321-0912.345.678 001 099 000 001"
    assert all(named(both, {one}) for one in (PHONE, NUMBER, "0987654321"))


def test_a_letter_of_two_halves_is_one_letter():
    assert named(json.dumps("\U00020089 Lam").encode(), {"\U00020089 Lam"})


@pytest.mark.parametrize(
    "text", ["\\", "\\u", "\\u0", "0", "0 ", "84", "0 0 8 4 ", "00109900000", "%5c", "a\0"]
)
def test_what_is_made_to_be_slow_is_not(text):
    begun = process_time()
    assert not named(text.encode() * (2**20 // len(text)))
    assert process_time() - begun < SECONDS
