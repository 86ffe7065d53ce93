"""Packages that are too much, in any way: refused early, without filling the memory."""

import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.edxml import tree
from infra.edxml.format import EdxmlFormat
from services.edxml.package import Attachment, Document, Signer
from services.edxml.reading import Layout, Limits
from services.edxml.refusal import EdxmlRefused
from tests.data.edxml_packages import NEW, OLDER, STATUS

SMALL = Limits(attachment=1_000, attachments=3, package=100_000)
EDXML = EdxmlFormat(SMALL)
OPENING = f'<edXML xmlns="{tree.NAMESPACE}">'.encode()
HUGE = 1 << 27
MOST_MEMORY = 1 << 25


def refused(blocks, limits: Limits = SMALL) -> list[str]:
    """Return the codes of the reasons."""
    with pytest.raises(EdxmlRefused) as caught:
        EdxmlFormat(limits).read(blocks)
    return [one.code for one in caught.value.reasons]


def endless(head: bytes, more: bytes) -> Iterator[bytes]:
    """Yield a package that goes on and on."""
    yield head
    for _ in range(HUGE // (len(more) * 1_000)):
        yield more * 1_000


@pytest.mark.parametrize(
    ("head", "more"),
    [
        (OPENING, b"<a/>"),
        (OPENING + b"<Attachment><Content>", b"QUJD" * 20),
        (OPENING + b"<Subject>", b"x" * 80),
        (OPENING + b"<Subject>", b"&amp;" * 20),
        (OPENING + b'<a b="', b"x" * 80),
        (OPENING + b"<!--", b"x" * 80),
        (OPENING + b"<?a ", b"x" * 80),
        (OPENING + b"<", b"x" * 80),
        (OPENING + b"<Signature>", b"<a/>"),
        (b"", b" " * 80),
    ],
)
def test_what_has_no_end_is_refused_before_it_fills_the_memory(head, more):
    tracemalloc.start()
    try:
        assert ["oversized"] == refused(endless(head, more), Limits(attachment=1 << 20))
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_elements_deep_in_each_other_are_refused():
    assert ["oversized"] == refused([OPENING + b"<a>" * tree.DEEPEST])
    assert ["oversized"] == refused([OPENING + b"<Signature>" * tree.DEEPEST])
    assert ["malformed-xml"] == refused([OPENING + b"<a>" * (tree.DEEPEST - 1)])


def test_a_package_over_the_limit_is_refused():
    assert ["oversized"] == refused([NEW], replace(SMALL, package=len(NEW) - 1))
    assert EDXML.read([NEW]) == EdxmlFormat(replace(SMALL, package=len(NEW))).read([NEW])


def test_too_many_files_are_refused():
    assert ["oversized"] == refused([NEW], replace(SMALL, attachments=1))
    assert ["oversized"] == refused([OLDER], replace(SMALL, attachments=1))


def test_files_in_both_places_are_refused():
    inside = b"<Attachment><FileName>a</FileName><Content>QUJD</Content></Attachment>"
    both = NEW.replace(b"</edXML:edXMLManifest>", inside + b"</edXML:edXMLManifest>")

    assert ["two-layouts"] == refused([both])


@pytest.mark.parametrize("element", ["Content", "ContentTransferEncoded"])
def test_a_reference_with_a_content_of_its_own_beside_a_carried_one_is_refused(element):
    own = f"<edXML:{element}>QUJD</edXML:{element}></edXML:Reference>".encode()

    assert ["two-layouts"] == refused([NEW.replace(b"</edXML:Reference>", own, 1)])


@settings(deadline=None, max_examples=200)
@given(st.integers(1, len(NEW) - 2))
def test_a_package_cut_off_anywhere_is_refused(at):
    assert ["malformed-xml"] == refused([NEW[:at]])


@settings(deadline=None, max_examples=500)
@pytest.mark.no_cover
@given(st.sampled_from([NEW, OLDER, STATUS]), st.data())
def test_whatever_byte_changes_a_package_is_read_or_refused(sample, data):
    damaged = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(sample) - 1))] = data.draw(st.integers(0, 255))
    with suppress(EdxmlRefused):
        assert EDXML.read([bytes(damaged)]).root.endswith(("XML", "Envelope"))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_reasons(content):
    assert len(refused([content])) == 1


def sample() -> Document:
    found = EDXML.read([NEW]).package
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("package", "code"),
    [
        (replace(sample(), subject="a\0b"), "bad-text"),
        (replace(sample(), signer=Signer(position="\ud800")), "bad-text"),
        (replace(sample(), subject=""), "missing-part"),
        (replace(sample(), subject=" a "), "not-as-written"),
        (replace(sample(), receivers=()), "missing-part"),
        (replace(sample(), attachments=(Attachment("1", "a/b", b"c"),)), "unsafe-name"),
        (replace(sample(), attachments=(Attachment("1", "a", b""),)), "missing-part"),
        (replace(sample(), attachments=(Attachment("1", "a", b"c" * 1_001),)), "oversized"),
    ],
)
def test_nothing_is_written_that_would_be_refused(package, code):
    with pytest.raises(EdxmlRefused) as caught:
        EDXML.write(package, Layout.BESIDE)

    assert code in [one.code for one in caught.value.reasons]


def test_a_refused_document_still_says_what_an_answer_needs():
    with pytest.raises(EdxmlRefused) as caught:
        EDXML.read([NEW.replace(b"cid:209", b"cid:1", 1)])
    head = caught.value.head

    assert ("000.00.01.X01", "112/TTr-MAU") == (head.about.organ_id, head.about.code)
    assert ["000.00.02.X02", "X03"] == [one.organ_id for one in head.receivers]


@pytest.mark.parametrize(
    "content",
    [STATUS.replace(b">05<", b">7<"), NEW.replace(b"CodeNumber>", b"Gone>"), b"<a/>"],
)
def test_a_refused_package_that_does_not_say_so_cannot_be_answered(content):
    with pytest.raises(EdxmlRefused) as caught:
        EDXML.read([content])

    assert caught.value.head is None
