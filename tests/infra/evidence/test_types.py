"""Types of evidence: short list, and a content is what it claims to be or is refused."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.evidence.files import EvidenceFiles
from infra.evidence.types import ACCEPTED, SHEET, WORD
from services.stores import Stored, WrongType
from tests.infra.office_files import MACROS, SAMPLES, TYPES, on_disk, packed, zip64


@pytest.fixture
def files(tmp_path):
    return EvidenceFiles(tmp_path / "evidence", 100_000)


def put(files: EvidenceFiles, content: bytes, media_type: str) -> Stored:
    return files.put(io.BytesIO(content), media_type)


@pytest.mark.parametrize("media_type", ["", "text/html", "application/zip", "image/svg+xml", "pdf"])
def test_a_type_not_on_the_list_is_refused_unread(files, media_type):
    stream = io.BytesIO(b"%PDF-1.7")
    with pytest.raises(WrongType):
        files.put(stream, media_type)
    assert 0 == stream.tell()


@pytest.mark.parametrize("claimed", sorted(ACCEPTED))
@pytest.mark.parametrize("real", sorted(ACCEPTED))
def test_a_content_is_what_it_claims_or_refused(files, tmp_path, claimed, real):
    honest = claimed == real or (claimed, real) == ("text/plain", "application/xml")
    if honest:
        assert claimed == put(files, SAMPLES[real], claimed).media_type
        return
    with pytest.raises(WrongType):
        put(files, SAMPLES[real], claimed)
    assert [] == on_disk(tmp_path / "evidence")


BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("claimed", "content"),
    [
        ("application/pdf", b""),
        ("application/pdf", b"%PDF"),
        ("application/pdf", b" %PDF-1.7"),
        ("text/plain", b""),
        ("text/plain", b"a\0b"),
        ("text/plain", b"\x1b[2J"),
        ("text/plain", b"\x7f"),
        ("text/plain", "Biên bản".encode("utf-16")),
        ("text/plain", "Thi đua".encode("cp1258")),
        ("text/plain", "ế".encode()[:2]),
        ("application/xml", b"<a>"),
        ("application/xml", b"<a/><b/>"),
        ("application/xml", b"plain words"),
        ("application/xml", BOMB),
        ("application/xml", b"<!DOCTYPE a><a/>"),
        ("application/xml", b'<?xml version="1.0" encoding="utf-7"?><a/>'),
        ("application/xml", b'<?xml version="1.0" encoding="nowhere"?><a/>'),
        (WORD, b"PK\3\4 not a zip"),
        (WORD, packed([])),
        (WORD, packed(["word/document.xml"])),
        (WORD, packed([TYPES, "word/document.xml", MACROS])),
        (WORD, packed([TYPES, "xl/workbook.xml"])),
        (SHEET, packed([TYPES, "xl/workbook.xml"])[:-1]),
        (SHEET, zip64(SAMPLES[SHEET])),
    ],
)
def test_a_doubtful_content_is_refused(files, tmp_path, claimed, content):
    with pytest.raises(WrongType):
        put(files, content, claimed)
    assert [] == on_disk(tmp_path / "evidence")


def test_a_zip_with_a_giant_directory_is_refused_unread(files, monkeypatch):
    names = [TYPES, "word/document.xml", *(f"word/{number:0500}" for number in range(70))]
    content = packed(names)
    assert WORD == put(files, content, WORD).media_type
    monkeypatch.setattr("infra.evidence.types.LARGEST_DIRECTORY", 20_000)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(WrongType):
        put(files, content, WORD)


@given(st.sampled_from([WORD, SHEET, "application/xml"]), st.data())
def test_a_broken_document_is_refused_or_kept_but_never_stops_us(claimed, data):
    content = bytearray(SAMPLES[claimed])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[at] = data.draw(st.integers(0, 255))
    assert ACCEPTED[claimed](io.BytesIO(bytes(content))) in {True, False}
