"""Whole names and mailboxes in texts, however they are written; what is only like one is none."""

from unicodedata import normalize

import pytest

from services.mentioned_names import says_mailbox, says_name
from services.mentions import says_number

NAME = "Trần Trọng Đức Hòa"
WRITTEN = (
    NAME,
    NAME.upper(),
    normalize("NFD", NAME),
    "tran trong duc hoa",
    "Tran Trọng Đức Hoa",
    "Trần Trọng Đức Hoà",
    "Trần  Trọng\nĐức\tHòa",
    "ông TRẦN-TRỌNG-ĐỨC-HÒA.",
    "Tr\u200bần Trọng Đức Hòa",
)
NOT_IT = (
    "",
    "Trần Trọng Đức",
    "Trọng Đức Hòa Trần",
    "trân trọng Đức Hòa",
    "Trần Trọng Đức Hoàng",
    "Trần Trọng của Đức Hòa",
    "XTrần Trọng Đức Hòa",
)
MAIL = "buoi.mark@example.vn"


@pytest.mark.parametrize("text", WRITTEN)
def test_a_whole_name_is_seen_however_it_is_written(text):
    assert says_name(text, NAME)
    assert says_name(f"Khen {text}, tổ 3", NAME)


@pytest.mark.parametrize("text", NOT_IT)
def test_common_words_are_no_name(text):
    assert not says_name(text, NAME)


def test_two_words_are_held_against_their_marks():
    assert says_name("bà Trần Trọng", "Trần Trọng")
    assert not says_name("trân trọng đề nghị", "Trần Trọng")


@pytest.mark.parametrize("name", ["Lan", "Bà Lan", "Hộ gia đình", ""])
def test_less_than_two_words_are_no_whole_name(name):
    assert not says_name(f"hoa lan và {name}", name)


def test_what_stands_before_a_name_is_none_of_it():
    assert says_name("Lò Vân Sơn dạy nghề", "Hộ ông Lò Vân Sơn")
    assert not says_name("Hộ ông Lò Văn Sơn", "Hộ ông Lò Vân Sơn")


def test_a_name_kept_without_marks_is_seen_with_them():
    assert says_name("Trần Trọng Hòa", "Tran Trong Hoa")


@pytest.mark.parametrize("text", [MAIL, f"<{MAIL.upper()}>", f"Gửi {MAIL}."])
def test_a_mailbox_is_seen(text):
    assert says_mailbox(text, MAIL)


@pytest.mark.parametrize("text", [f"x{MAIL}", f"{MAIL}.com", f"a.{MAIL}", "buoi@example.vn"])
def test_another_mailbox_is_not(text):
    assert not says_mailbox(text, MAIL)


def test_a_number_is_seen_however_its_digits_are_parted():
    assert says_number("CCCD 030 180 012 345", "030180012345")
    assert says_number("gọi 0912.345.678", "+84912345678")
    assert not says_number("gọi 1030180012345", "030180012345")
    assert not says_number("12345", "12345")
