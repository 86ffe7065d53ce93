"""Numbers as they are typed by hand: with a decimal comma, and never guessed at."""

import pytest

from web.numbers import digits, number_shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("85", "85"),
        ("50,5", "50.5"),
        ("50.5", "50.5"),
        ("1234,567", "1234.567"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,125", "1234567.125"),
        ("1,2340", "1.234"),
        ("1,2345", "1.2345"),
        ("-1", "-1"),
        ("-0,5", "-0.5"),
    ],
)
def test_what_can_be_one_number_alone_is_read_as_that(typed, meant):
    assert meant == digits(typed)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "999.000", "-1.234", "50,125"])
def test_what_could_be_two_numbers_is_none(typed):
    assert digits(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["", "x", "1e3", "50,", ",5", "1.23.4", "1.234,567,8", "12.34,5", "0.123.456", "5 %", "1,2,3"],
)
def test_what_is_no_number_is_none(typed):
    assert digits(typed) is None


def test_a_number_is_shown_with_a_comma_and_can_be_typed_again_as_it_is_shown():
    assert ("91,00", "85", "1234,5") == tuple(map(number_shown, ("91.00", 85, "1234.5")))
    assert "1234.5" == digits(number_shown("1234.5"))
