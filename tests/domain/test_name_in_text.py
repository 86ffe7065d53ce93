"""A full name is seen in a text as whole words that follow each other; what is like one is none."""

from unicodedata import normalize

import pytest

from domain.personal.name_in_text import names_one, no_text_names_its_nominee
from domain.refusal import Kind
from tests.wording import read

NAME = "Trần Trọng Đức Hòa"
WRITTEN = (
    *(NAME, NAME.upper(), NAME.lower(), normalize("NFD", NAME), "Trần Trọng Đức Hoà"),
    *("Trần  Trọng\nĐức\tHòa", "Trần\u00a0Trọng Đức Hòa"),
)
NOT_IT = (
    *("", "Trần Trọng Đức", "Trọng Đức Hòa", "Trọng Đức Hòa Trần", "Trần Đức Trọng Hòa"),
    *("Tran Trong Duc Hoa", "Trân Trọng Đức Hòa", "Trần Trọng Đức Hoa", "Trần Trọng Đức Hoàng"),
    *("Trần Trọng, Đức Hòa", "Trần Trọng của Đức Hòa", "XTrần Trọng Đức Hòa", "Trần-Trọng Đức Hòa"),
)
COMMON = ("an ninh trật tự", "An ninh, trật tự", "giữ gìn An, Ninh", "An Ninhh", "Bảo An ninh")


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("around", ["{}", "Khen bà {}, tổ 3", "({})", "ông:{}.", "“{}”/đội"])
def test_a_full_name_is_seen_however_it_is_written(text, around):
    assert names_one(around.format(text), NAME)
    assert names_one(around.format(NAME), text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anh Nguyễn Văn Thử cứu người", "Nguyễn Văn Thử."),
        ("Anh Nguyễn Văn Thử cứu người", "Nguyễn Văn Thử ."),
        ("Anh Êban K\u2019Brịch Y cứu người", "Êban K'Brịch Y"),
    ],
)
def test_what_is_no_word_of_a_name_hides_it_from_no_text(text, name):
    assert names_one(text, name)
    assert [*no_text_names_its_nominee("reason", text, [name])]


@pytest.mark.parametrize("text", NOT_IT)
def test_parts_other_orders_and_other_marks_are_no_name(text):
    assert not names_one(text, NAME)


@pytest.mark.parametrize("text", COMMON)
def test_a_name_of_two_words_is_no_pair_of_common_words(text):
    assert not names_one(text, "An Ninh")


def test_a_name_of_two_words_has_capitals():
    assert names_one("đồng chí An Ninh trực đêm", "An Ninh")
    assert names_one("ĐỒNG CHÍ AN NINH", "an ninh")
    assert not names_one("Ninh An", "An Ninh")


@pytest.mark.parametrize("name", ["Lan", "Lan -", "- Lan", "H'Hen", "", " "])
def test_a_single_word_is_no_full_name(name):
    assert not names_one(f"hoa Lan và {name} H'Hen", name)


def test_what_parts_a_name_within_a_word_parts_it_in_the_text():
    assert names_one("chị H'Hen Niê Kdăm dạy", "H'Hen Niê Kdăm")
    assert not names_one("chị H Hen Niê Kdăm dạy", "H'Hen Niê Kdăm")


@pytest.mark.parametrize(
    ("one", "other"), [("Thúy", "Thuý"), ("Khỏe", "Khoẻ"), ("Thùy", "Thuỳ"), ("TÕA", "toã")]
)
def test_either_vowel_bears_the_tone(one, other):
    assert names_one(f"Lê Thị {one}", f"Lê Thị {other}")
    assert names_one(f"Lê Thị {other}", f"Lê Thị {one}")


def test_it_is_refused_once_with_its_field_and_without_the_name():
    text = f"Bà {NAME}, {NAME} và Lê Thị Lụa"
    (told,) = no_text_names_its_nominee("reason", text, ["Võ Thị Sen", NAME, "Lê Thị Lụa"])
    assert ("nominee-named-in-text", Kind.INVALID) == (told.code, told.kind)
    assert [("nominee-named-in-text", {"field": "reason"})] == [
        (one.code, dict(one.facts)) for one in read([told])
    ]
    assert NAME not in repr(told)


def test_a_name_that_stood_may_stay_and_no_other_comes():
    refused = no_text_names_its_nominee
    assert [] == [*refused("now", f"{NAME}!", [NAME], f"bà {NAME}")]
    both = [NAME, "Lê Thị Lụa"]
    assert 1 == len([*refused("now", f"{NAME}, Lê Thị Lụa", both, f"bà {NAME}")])
    assert [] == [*refused("now", "bà ấy", both)]
    assert [] == [*refused("now", f"bà {NAME}", [])]
    assert 1 == len([*refused("now", f"bà {NAME}", [NAME])])
