"""What is written reads as it was meant, and what is read is written with the same meaning."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings

from domain.access import VIETNAM
from infra.edxml.format import EdxmlFormat
from infra.edxml.writing import older
from services.edxml.codes import DocKind, StatusCode
from services.edxml.package import Changes, Receiver, Replacement
from services.edxml.reading import Layout, Limits
from tests.data.edxml_packages import NEW, SAMPLES, STATUS, documents, statuses

EDXML = EdxmlFormat(Limits())


def read(content: bytes):
    return EDXML.read([content])


def sample(name: str):
    return read((SAMPLES[0].parent / f"{name}.edxml").read_bytes())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_written_with_the_meaning_it_was_read_with(path):
    found = read(path.read_bytes())
    again = read(EDXML.write(found.package))

    assert (found.package, ()) == (again.package, found.left_out)


@settings(deadline=None)
@given(documents)
def test_any_document_reads_as_it_was_written(package):
    assert package == read(EDXML.write(package)).package


@settings(deadline=None)
@given(documents)
def test_any_document_reads_as_the_older_layout_can_say_it(package):
    found = read(EDXML.write(package, Layout.MANIFEST))

    assert older(package) == found.package
    assert (Layout.MANIFEST if package.attachments else Layout.BESIDE) == found.layout


@settings(deadline=None)
@given(statuses)
def test_any_status_reads_as_it_was_written(package):
    assert package == read(EDXML.write(package)).package


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_a_package_reads_the_same_in_whatever_blocks_it_comes(size):
    blocks = (NEW[at : at + size] for at in range(0, len(NEW), size))

    assert read(NEW) == EDXML.read(blocks)


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert read(NEW) == read(b"\xef\xbb\xbf" + NEW)


def test_the_header_says_who_what_and_when():
    found = sample("new").package

    assert ("000.00.01.X01", "Cơ quan Mẫu A") == (found.sender.organ_id, found.sender.name)
    assert ["000.00.02.X02", "X03"] == [one.organ_id for one in found.receivers]
    assert ("112/TTr-MAU", date(2026, 3, 2)) == (str(found.code), found.promulgation.on)
    assert datetime(2026, 3, 2, 8, 30, tzinfo=VIETNAM) == found.traces[0].at
    assert (2, 3, False) == (found.other.copies, found.other.pages, found.other.direction)
    assert ("Danh sách & hồ sơ kèm theo",) == found.other.appendixes


def test_files_follow_the_manifest_and_keep_how_they_were_carried():
    first, second = sample("new").package.attachments

    assert ("209", "to-trinh (bản mẫu).txt", "") == (
        first.content_id,
        first.name,
        first.carried_as,
    )
    assert ("text/plain", "application/zip") == (second.content_type, second.carried_as)
    assert "Tờ trình mẫu, không phải văn bản thật.\n" == first.content.decode()


def test_each_business_says_what_is_to_happen():
    kinds = [sample(name).package.business for name in ("revoke", "update", "replace", "sparse")]

    assert [DocKind.REVOKE, DocKind.UPDATE, DocKind.REPLACE, DocKind.NEW] == [
        one.kind for one in kinds
    ]
    assert Changes("1", "1", (Receiver("000.00.02.X02", "0"), Receiver("X03", "1"))) == (
        kinds[1].changes
    )
    assert Replacement("000.00.01.X01,2026/02/27,99/TTr-MAU") == kinds[2].replaces[1]
    assert ["267/MAU-VP", "268/MAU-VP"] == [one.code for one in sample("revoke").package.answers]


@pytest.mark.parametrize("code", StatusCode, ids=lambda code: code.value)
def test_every_status_is_read(code):
    found = read(STATUS.replace(b">05<", f">{code.value}<".encode())).package

    assert (code, "000.00.01.X01,2026/03/02,112/TTr-MAU") == (found.code, found.about.document_id)


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("older-edxml", "EdXML"),
        ("older-envelope", "EdXMLEnvelope"),
        ("older-lower", "edXMLEnvelope"),
    ],
)
def test_older_packages_carry_files_inside_their_manifest(name, root):
    found = sample(name)

    assert (root, Layout.MANIFEST, "Tờ trình") == (
        found.root,
        found.layout,
        found.package.type.name,
    )
    assert ["1", "2"] == [one.content_id for one in found.package.attachments]


def test_a_signature_is_seen_and_not_read():
    assert [True, False] == [sample("new").signed, sample("sparse").signed]


def test_what_nobody_knows_is_named_with_its_line():
    odd = NEW.replace(b"<edXML:Subject>", b"<edXML:Mood>good</edXML:Mood><edXML:Subject>")

    assert ("Mood, line 45",) == read(odd).left_out
    assert read(NEW).package == read(odd).package
