"""Numbers of persons are seen in a text by their shape; sums, dates, papers are none."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.personal.numbers_in_text import (
    EMAIL,
    IDENTITY_NUMBER,
    PHONE,
    no_text_has_a_number_of_a_person,
    sorts_in,
)
from domain.refusal import Kind
from tests.wording import read

FULL_WIDTH = "001099123456".translate({digit: digit + 0xFEE0 for digit in range(48, 58)})
IDENTITY_NUMBERS = (
    *("001099123456", "CCCD001099123456", "số 001 099 123 456.", "001.099.123.456"),
    *("001-099-123-456", "001/099/123/456", "001_099_123_456", "001,099,123,456"),
    *("001 \u2013 099 \u2013 123 \u2013 456", "0010 9912 3456", "096399123456", FULL_WIDTH),
    *("sinh 1970 001099123456", "001099123456-1970", "CMND số 123456789", "CMND: 012 345 678"),
    *(
        "chứng minh nhân dân (cũ): 123.456.789",
        "cmt 123456789",
        "a 001099123456và",
        "1-001099123456-1",
    ),
    *("CMTND: 142345678", "số CMTND 012345678", "chứng minh thư nhân dân số 012345678"),
    *("số chứng minh 142345678", "CMND của ông A: 142345678", "CMND (bản sao) là 142 345 678"),
    *("chứng minh thư số 142345678", "identity card of Mr A no. 142345678", "CMT 142345678"),
)
PHONES = (
    *("0912345678", "SĐT0912.345.678", "0912,345,678", "0912/345/678", "0912_345_678"),
    *("0912·345·678", "0912:345:678", "0912|345|678", "(091) 234 5678", "09 12 34 56 78"),
    *("0 9 1 2 3 4 5 6 7 8", "0912\u00a0345\u00a0678", "٠٩١٢٣٤٥٦٧٨", "tổ 3 0912 345 678"),
    *("+84912345678", "(+84) 912-345-678", "+84 (0) 912.345.678", "0084 912 345 678"),
    *("MST của công ty, điện thoại 0912345678", "mã số thuế và số điện thoại 0912345678"),
    *("MST 0901234567, gọi 0912345678", "mã số thuế đã có. Ông A: 0912345678"),
    *("0 912 345 678", "(0) 912.345.678", "0-912-345-678", "0912 345.678", "09.12 34.56 78"),
    *("0912.345 678", "0323456789", "0523456789", "0703456789", "0812345678"),
)
MAILBOXES = ("a@b.vn", "thư: an.nguyen@mail.example.com", "<An_1@EXAMPLE.VN>")
NONE = (
    *("", "12.000.000.000 đồng", "1.012.000.000.000 đồng", "1 012 000 000 000 đồng"),
    *("120 000 000 000", "84.912.345.678 đồng", "84912345678", "123.456.789 đồng", "123456789"),
    *("0009-9912-3456", "000099123456", "097099123456", "001499123456", "1001099123456"),
    *("Quyết định số 123/QĐ-UBND ngày 05/3/2024", "Luật số 06/2022/QH15 ngày 15/6/2022"),
    *("từ 01/07/2025 08:30 đến 17:00", "01/07/2025-31/12/2025", "01.2024 - 12.2024"),
    *("01/2024, 02/2025", "05/03/2024 10 giờ", "05.03.2024.10", "08 08 2024 10"),
    *("tháng 05, 06, 07, 08, 09", "hồ sơ số 001, 002, 003, 004", "001 002 003 004"),
    *("07-08-09-10-11", "05; 06; 07; 08; 09", "01\n02\n03\n04\n05\n06", "01\t02\t03\t04\t05\t06"),
    *("091 + 234 + 5678", "091 = 234 5678", "0912345", "0112345678", "0212345678", "0012345678"),
    *("MST 0900123456", "MST: 0900123456", "Mã số thuế số 0700123456", "mã số thuế là 0700123456"),
    *("Mã số thuế của công ty: 0901234567", "Mã số thuế (MST) của doanh nghiệp là 0901234567"),
    *(
        "MST của Công ty TNHH An Bình (gọi tắt là AB): 0901234567",
        "tax code of the firm 0901234567",
    ),
    *("chứng minh rằng đã chi 123456789", "có CMND, chi 142345678", "CMND và 142.345.678 đồng"),
    *("mã số doanh nghiệp 0901234567", "0900123456-001", "số ĐKKD 0312345678"),
    *("H01-230501-0001", "000.00.01.H01-230501-0001", "7110.2.1052345", "9e0856676967d"),
    *("1/0010991-2345", "1/0912345678ab", "a0912345678", "2f0912345678", "e3b0c4409123456780ab"),
    *("0912345678a1", "1/a1b2c3d4-0010-4123-8456-a1b2c3d4e5f6", "1/09123456-78ab-4abc-8def-01"),
    *("1/00109912-3456-4abc-8def-0123456789ab", "12345678-0912-3456-7890-001099123456"),
    *("Điểm 08.5 09.0 08.75", "điểm 09.5 08.5 07.25", "08.5 09.0 08.75 09.25 08.5 09.75"),
    *("03.02 08.03 26.03", "03-02 08-03 26-03", "01-03-05-07-09-11", "09-07-05-03-01"),
    *("Tổng thu 0.901.234.567", "0,5 ha; 0.912.345.678", "0,901,234,567"),
    *("@ubnd", "a @ b.vn", "@b.vn", "a@b", "a@1.2", "3.0912345678901", "1 " * 15),
)


@pytest.mark.parametrize(
    ("texts", "sort"),
    [(IDENTITY_NUMBERS, IDENTITY_NUMBER), (PHONES, PHONE), (MAILBOXES, EMAIL)],
    ids=[IDENTITY_NUMBER, PHONE, EMAIL],
)
def test_a_number_is_seen_however_its_digits_are_parted(texts, sort):
    assert [] == [one for one in texts if sorts_in(one) != [sort]]
    assert [] == [one for one in texts if sorts_in(f"Khen thưởng; {one}, tổ 3.") != [sort]]


@pytest.mark.parametrize("text", NONE)
def test_what_is_something_else_is_no_number_of_a_person(text):
    assert [] == sorts_in(text)
    assert [] == sorts_in(f"Căn cứ {text} và 2 sáng kiến")


def test_each_sort_is_told_once_in_one_order():
    several = "a@b.vn, 0912345678, 0987654321 001099123456 - b@c.vn"
    assert [IDENTITY_NUMBER, PHONE, EMAIL] == sorts_in(several)
    assert [IDENTITY_NUMBER, PHONE] == sorts_in("001 099 123 456 - 0912.345.678")


def test_a_refusal_says_field_and_sort_and_never_the_text():
    told = read(no_text_has_a_number_of_a_person("note", "a@b.vn 0912345678"))
    assert [("identity-number-in-text", Kind.INVALID)] * 2 == [(one.code, one.kind) for one in told]
    assert [PHONE, EMAIL] == [one.facts["sort"] for one in told]
    assert {"note"} == {one.facts["field"] for one in told}
    assert [] == no_text_has_a_number_of_a_person("note", "hai sáng kiến")
    left = no_text_has_a_number_of_a_person("now", "a@b.vn 0912345678", "0912 345 678")
    assert [EMAIL] == [one.facts["sort"] for one in left]


CITIZENS = st.builds(
    lambda province, sex, rest: f"{province:03}{sex}{rest}",
    st.integers(1, 96),
    st.integers(0, 3),
    st.text("0123456789", min_size=8, max_size=8),
)
MOBILES = st.builds(
    lambda start, rest: f"0{start}{rest}",
    st.sampled_from(("32", "56", "70", "79", "81", "90", "99")),
    st.text("0123456789", min_size=7, max_size=7),
)
SIGNS = st.sampled_from(("", " ", ".", "-", "/", "_", ",", " - ", ". ", "\u2013"))
WORDS = st.sampled_from(("", "Khen ", "CCCD: ", "ông An, ", "\n", "(", "Đội 3, "))


def parted(number, cuts, sign):
    """Return a number with a sign at each cut."""
    ends = [*sorted(cuts), len(number)]
    return sign.join(number[a:b] for a, b in zip([0, *ends], ends, strict=False))


@settings(max_examples=60, deadline=None)
@given(CITIZENS | MOBILES, st.sets(st.integers(1, 9), max_size=4), SIGNS, WORDS)
def test_any_number_is_seen_however_it_is_cut(number, cuts, sign, before):
    groups = parted(number, cuts, "|").split("|")
    pairs = list(pairwise(groups))
    assume(not any(len(b) == 4 and b[:2] in {"19", "20"} for _, b in pairs))  # a month and a year
    assume(len({int(b) - int(a) for a, b in pairs}) > 1 or len(groups) < 3)  # counts on
    assume(not (int(groups[0]) == 0 and {len(one) for one in groups[1:]} == {3}))  # a sum
    assert sorts_in(before + parted(number, cuts, sign))


AMOUNTS = st.integers(1, 10**14).map(lambda one: f"{one:,}")
SAID = st.one_of(
    AMOUNTS.map(lambda one: one.replace(",", ".") + " đồng"),
    AMOUNTS.map(lambda one: one.replace(",", " ") + " đ"),
    st.dates().map(lambda one: f"ngày {one:%d/%m/%Y}"),
    st.dates().map(lambda one: f"{one:%d.%m.%Y}"),
    st.builds("Quyết định số {}/QĐ-UBND".format, st.integers(1, 99999)),
    st.builds("MST {:010}-{:03}".format, st.integers(0, 10**10 - 1), st.integers(0, 999)),
    st.builds("mã số thuế: {:010}".format, st.integers(0, 10**10 - 1)),
    st.builds("Nghị định {}/{}/NĐ-CP".format, st.integers(1, 200), st.integers(1990, 2030)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, max_size=6), st.sampled_from((", ", "; ", " và ", "\n")))
def test_sums_dates_papers_and_tax_numbers_are_let_pass(said, between):
    assert [] == sorts_in(between.join(said))
