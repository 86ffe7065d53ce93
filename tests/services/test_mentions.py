"""A message that names a person is known by it, however it is written; others are left alone."""

import json

import pytest

from services.mentions import in_bare_words, mentions
from tests.services.intake_house import UNIT, delivery

NAME, REF = "Nguyễn Thị Bưởi", "0d9a4f1e-6c0e-5f6b-9a39-1d2f7b1c9e11"
TOLD = {NAME, REF, "030180012345", "buoi@example.vn"}
TEXT = f'{{"name": "{NAME}"'
WRITTEN = {
    "as it is": TEXT.encode(),
    "in JSON": json.dumps({"name": NAME}).encode(),
    "without marks": b'{"name": "nguyen thi buoi"}',
    "loud": TEXT.upper().encode(),
    "over two lines": "Nguyễn\n  Thị,  Bưởi".encode(),
    "percent": b"?name=Nguy%E1%BB%85n%20Th%E1%BB%8B%20B%C6%B0%E1%BB%9Fi",
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, big end": TEXT.encode("utf-16-be"),
    "not all of it text": b"\xff\xfe\x01" + TEXT.encode(),
    "the reference": REF.upper().encode(),
    "the number": b'{"cccd": "030180012345"}',
    "the mailbox": b"to BUOI@example.vn.",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_who_is_named_is_found_however_it_is_written(how):
    assert mentions(delivery(UNIT, WRITTEN[how]), TOLD)


def test_a_header_may_name_somebody():
    assert mentions(delivery(UNIT, b"{}", ce_subject=NAME.encode()), TOLD)
    assert mentions(delivery(UNIT, b"{}", ce_subject=NAME.encode("utf-16-le")), TOLD)
    assert mentions(delivery(UNIT, b"{}", ce_subject=b"tel 030 180 012 345"), TOLD)
    assert not mentions(delivery(UNIT, b"{}", ce_subject=b"a case"), TOLD)


@pytest.mark.parametrize("body", ["Nguyễn Thị Bưởng", "Nguyễn Thị và Bưởi", "", "2030180012345"])
def test_who_is_called_otherwise_is_not(body):
    assert not mentions(delivery(UNIT, body.encode()), TOLD)


def test_what_has_no_letters_names_nobody():
    assert "" == in_bare_words(" -- ")
    assert not mentions(delivery(UNIT, b"-- {}"), {"", " -- "})
    assert "dang thi anh" == in_bare_words("ĐẶNG  Thị\tÁnh")
