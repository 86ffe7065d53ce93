"""Broken and hostile packages: every one refused with code and line, and none fills the memory."""

import base64

import pytest

from infra.edxml.format import EdxmlFormat
from services.edxml.reading import Limits
from services.edxml.refusal import EdxmlRefused
from tests.data.edxml_packages import NEW, OLDER, STATUS

SMALL = Limits(attachment=1_000, attachments=3, package=100_000)
EDXML = EdxmlFormat(SMALL)
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)
FILE = b"VOG7nSB0csOsbmggbeG6q3UsIGtow7RuZyBwaOG6o2kgdsSDbiBi4bqjbiB0aOG6rXQuCg=="
ROOT = b"<edXML xmlns="
SECOND = b"""<edXML:Reference>
          <edXML:ContentId>cid:209</edXML:ContentId>
          <edXML:ContentType>text/plain</edXML:ContentType>
          <edXML:AttachmentName>"""


def refused(content: bytes):
    """Return the reasons why a package is refused."""
    with pytest.raises(EdxmlRefused) as caught:
        EDXML.read([content])
    return [(one.code, one.line) for one in caught.value.reasons]


def changed(was: bytes, now: bytes, of: bytes = NEW, times: int = -1) -> bytes:
    """Return a sample with something changed in it."""
    assert was in of
    return of.replace(was, now, times)


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE edXML>",
        f"<!DOCTYPE edXML [{LAUGHS}]>",
        '<!DOCTYPE edXML [<!ENTITY a "aaaa"><!ENTITY % b "&#37;a;">]>',
        '<!DOCTYPE edXML SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE edXML PUBLIC "x" "file:///etc/passwd">',
        '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE edXML [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>',
    ],
)
def test_a_document_type_is_refused_before_an_entity_is_read(doctype):
    bomb = changed(ROOT, doctype.encode() + b"\n" + ROOT)

    assert [("doctype", 2)] == refused(changed(b"<edXML:Subject>", b"<edXML:Subject>&l9;&x;", bomb))


def test_an_entity_nobody_declared_is_refused():
    assert [("malformed-xml", 45)] == refused(changed(b"<edXML:Subject>", b"<edXML:Subject>&x;"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (NEW.decode().encode("utf-16"), "wrong-encoding"),
        (NEW.decode().encode("utf-16-le"), "wrong-encoding"),
        (NEW.decode().encode("utf-16-be"), "wrong-encoding"),
        (NEW.decode().encode("utf-32-be"), "wrong-encoding"),
        (changed(b'"UTF-8"', b'"windows-1258"'), "wrong-encoding"),
        (changed(b'"UTF-8"', b'"UTF-16"'), "wrong-encoding"),
        (changed(b'"UTF-8"', b'"no-such-code"'), "wrong-encoding"),
        (NEW.decode().encode("latin-1", "xmlcharrefreplace"), "wrong-encoding"),
        (changed(b"<edXML:Subject>", b"<edXML:Subject>\xc0\xaf"), "wrong-encoding"),
        (changed(b"<edXML:Subject>", b"<edXML:Subject>\xed\xa0\x80"), "wrong-encoding"),
        (changed(b"<edXML:Subject>", b"<edXML:Subject>\0"), "malformed-xml"),
        (changed(b"<edXML:Subject>", b"<edXML:Subject>&#0;"), "malformed-xml"),
        (b"\xef\xbb", "malformed-xml"),
    ],
)
def test_an_encoding_that_is_wrong_or_lies_is_refused(content, code):
    ((found, line),) = refused(content)

    assert code == found
    assert line >= 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "malformed-xml"),
        (b"not XML", "malformed-xml"),
        (b"1212" + NEW, "malformed-xml"),
        (NEW + NEW, "malformed-xml"),
        (b"<html/>", "wrong-namespace"),
        (changed(b"QCVN_102_2016", b"QCVN_102_2015"), "wrong-namespace"),
        (
            changed(b'xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"', b"", OLDER),
            "wrong-namespace",
        ),
        (
            changed(b"<edXML:Subject>", b'<x xmlns="http://x.example"/><edXML:Subject>'),
            "wrong-namespace",
        ),
        (changed(b"xmlns:edXML", b"xmlns:other"), "malformed-xml"),
        (changed(b"EdXMLEnvelope", b"SomethingElse", OLDER), "not-edxml"),
        (changed(b"edXML:MessageHeader", b"edXML:OtherHeader"), "missing-part"),
        (b"<a>" * 200_000, "wrong-namespace"),
    ],
)
def test_what_is_no_package_is_refused(content, code):
    assert [code] == [found for found, _ in refused(content)]


def line(content: bytes, marker: bytes) -> int:
    """Return the line on which a marker stands first."""
    return content[: content.index(marker)].count(b"\n") + 1


@pytest.mark.parametrize(
    ("content", "code", "at"),
    [
        (
            changed(b"<edXML:OrganId>000.00.01.X01<", b"<edXML:OrganId><", times=1),
            "missing-part",
            b":From>",
        ),
        (changed(b"DocumentId>", b"Gone>"), "missing-part", b":MessageHeader"),
        (changed(b"CodeNotation>", b"Gone>"), "missing-part", b":Code>"),
        (changed(b"PromulgationDate>", b"Gone>"), "missing-part", b":PromulgationInfo"),
        (changed(b"2026/03/02<", b"2026/02/30<"), "bad-date", b"2026/02/30<"),
        (changed(b"2026/03/02<", b"02/03/2026<"), "bad-date", b"02/03/2026"),
        (changed(b"2026/03/02<", b"0026/03/02<"), "bad-date", b"0026/03/02"),
        (changed(b"08:30:00", b"24:30:00"), "bad-time", b"24:30:00"),
        (changed(b"08:30:00", b"08:30:00Z"), "bad-time", b"08:30:00Z"),
        (changed(b"2026/03/02 08:30:00", b""), "missing-part", b":TraceHeader>"),
        (changed(b">2</edXML:Prom", b">-2</edXML:Prom"), "bad-number", b">-2<"),
        (changed(b">false<", b">perhaps<"), "bad-flag", b">perhaps<"),
        (changed(b"DocType>0", b"DocType>4"), "unknown-code", b":Bussiness>"),
        (changed(b">05<", b">07<", STATUS), "unknown-code", b":MessageHeader"),
        (
            changed(b"<edXML:Subject>", b"<edXML:Subject>A</edXML:Subject>\n<edXML:Subject>"),
            "repeated-part",
            b"<edXML:Subject>\xc4",
        ),
        (changed(b"ResponseFor>", b"Gone>", STATUS), "missing-part", b":MessageHeader"),
    ],
)
def test_a_part_that_is_missing_or_makes_no_sense_is_refused_with_its_line(content, code, at):
    assert [(code, line(content, at))] == refused(content)


def attached(content: bytes) -> bytes:
    """Return a sample with another first file."""
    return changed(FILE, content)


@pytest.mark.parametrize(
    ("content", "code", "at"),
    [
        (attached(FILE[:-1]), "bad-base64", FILE[:20]),
        (attached(FILE[:-6]), "bad-base64", FILE[:20]),
        (attached(FILE + b"QUJD"), "bad-base64", FILE[:20]),
        (attached(b"====" + FILE), "bad-base64", b"===="),
        (attached(b"QUJ*"), "bad-base64", b"QUJ*"),
        (attached("QUJĐ".encode()), "bad-base64", b"QUJ\xc4"),
        (attached(b" \n "), "empty-attachment", b"> \n <"),
        (attached(base64.b64encode(b"x" * 1_001)), "oversized", b"eHh4"),
        (
            changed(b"<ContentId>cid:209", b"<ContentId>cid:210"),
            "unmatched-attachment",
            b":Reference>",
        ),
        (
            changed(b"edXML:ContentId>cid:209", b"edXML:ContentId>cid:2"),
            "unmatched-attachment",
            b":Reference>",
        ),
        (
            changed(
                b"edXML:ContentId>cid:0f", b"edXML:ContentId>cid:209</edXML:ContentId><edXML:A>"
            ),
            "malformed-xml",
            b"cid:209</edXML:ContentId><edXML:A>",
        ),
        (changed(b"ContentId>cid:209<", b"ContentId><"), "missing-part", b":Reference>"),
        (changed(b"edXML:ContentTransferEncoded", b"edXML:Gone"), "missing-part", b"<Attachment>"),
        (changed(b"cid:0f8fad5b-d9cb-469f-a165-70867728950e", b"cid:209"), "repeated-id", SECOND),
        *(
            (changed(b">to-trinh (", b">" + name + b"("), "unsafe-name", b":Reference>")
            for name in (b"../../", b"C:\\", b"/etc/", b"x" * 250, b"\xe2\x80\xae")
        ),
    ],
)
def test_a_file_that_is_damaged_or_has_no_counterpart_is_refused(content, code, at):
    assert (code, line(content, at)) in refused(content)
