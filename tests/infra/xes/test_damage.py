"""Broken and hostile XES files: every one is refused, with its line, and fills no memory."""

import gzip
import tracemalloc
from contextlib import suppress

import pytest

from domain.past.trace import Trace
from infra.xes.reading import DEEPEST, LONGEST_MARKUP, LONGEST_WORD, MOST_ENTRIES, traces
from services.past_log import LogRefused
from tests.data.xes_files import FIRST_LINE, FOOT, HEAD, blocks, event, log, many, simple, trace
from tests.infra.reading import ROLE, read, refused

BOMB = '<!DOCTYPE log [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        "<!DOCTYPE log>\n",
        '<!DOCTYPE log SYSTEM "http://127.0.0.1/x.dtd">\n',
        '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n',
    ],
)
def test_a_document_type_is_refused_before_anything_is_read(doctype):
    head = HEAD.replace("<log", doctype + "<log", 1)
    error = refused(log(trace("&b;", event()), head=head))

    assert ("doctype", 3) == (error.code, error.line)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"not XML", 1),
        (HEAD.encode(), FIRST_LINE),
        (simple("a").replace(b"</event>", b"</eventt>", 1), FIRST_LINE + 4),
        (simple("a").replace(b"<event>", b"<event", 1), FIRST_LINE + 3),
        (log(trace("&nbsp;")), FIRST_LINE + 1),
        (log(trace("&#0;")), FIRST_LINE + 1),
        (simple("a").replace(b"Send", b"\xff\xfe", 1), FIRST_LINE + 3),
        (simple("a") + b"<log/>", FIRST_LINE + 13),
        (simple("a") + b"\x00", FIRST_LINE + 13),
        (simple("a").replace(b"UTF-8", b"UTF-77"), 1),
        (simple("a").replace(b"UTF-8", b"Shift_JIS"), 1),
    ],
)
def test_malformed_xml_is_refused_with_its_line(content, line):
    error = refused(content)

    assert ("malformed-xml", line) == (error.code, error.line)
    assert error.reason


def test_an_element_that_never_ends_is_refused_before_it_fills_the_memory():
    endless = log('<string key="x" value="', foot="x" * (LONGEST_MARKUP + (1 << 17)))
    error = refused(endless)

    assert ("oversized", FIRST_LINE) == (error.code, error.line)


def test_elements_too_deep_in_each_other_are_refused():
    deep = DEEPEST - 1
    fits = log("<list>" * deep + "</list>" * deep)

    assert [] == read(fits)
    assert "oversized" == refused(log("<list>" * (deep + 1))).code


def test_a_name_longer_than_any_name_is_refused():
    assert "n" * LONGEST_WORD == read(log(trace("n" * LONGEST_WORD)))[0].case
    error = refused(log(trace("n" * (LONGEST_WORD + 1))))

    assert ("oversized", FIRST_LINE + 1) == (error.code, error.line)


def test_a_trace_that_never_ends_is_refused():
    error = refused(log(f"<trace>{event() * (MOST_ENTRIES + 1)}</trace>"))

    assert "oversized" == error.code


def test_a_small_gzip_file_that_inflates_without_end_does_not_fill_the_memory():
    bomb = gzip.compress(HEAD.encode() + b" " * 30_000_000)
    tracemalloc.start()
    error = refused(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "oversized" == error.code
    assert peak < 1_500_000


@pytest.mark.no_cover  # weighing would take half of its time and find nothing new
def test_memory_does_not_grow_with_the_file():
    def peak(count: int) -> int:
        content = blocks(many(count))
        tracemalloc.start()
        assert count == sum(1 for _ in traces(content, ROLE))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(4000) < 2 * peak(1000)


def test_a_plain_file_cut_off_anywhere_is_refused():
    content = many(20)
    whole = len(content) - len(FOOT) + len("</log>")

    for at in range(0, whole, whole // 60):
        error = refused(content[:at])
        assert "malformed-xml" == error.code
        assert error.line == content[:at].count(b"\n") + 1, at


def test_a_gzip_file_cut_off_anywhere_is_refused():
    content = gzip.compress(many(20))

    for at in {*range(0, len(content), len(content) // 60), *range(len(content) - 9, len(content))}:
        assert refused(content[:at]).code in {"damaged-file", "malformed-xml"}, at


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data[:-8] + bytes([data[-8] ^ 1]) + data[-7:], "incorrect data check"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "incorrect length check"),
        (lambda data: data + b"garbage", "followed by something else"),
        (lambda data: data + b"\x1f", "cut off"),
        (lambda data: data + gzip.compress(b"")[:-1], "cut off"),
        (lambda data: data[:40], "cut off"),
    ],
)
def test_damaged_gzip_data_is_refused_with_line_and_reason(change, reason):
    error = refused(change(gzip.compress(simple("a"))))

    assert "damaged-file" == error.code
    assert reason in error.reason
    assert error.line is not None


def read_or_none(content: bytes) -> list[Trace] | None:
    with suppress(LogRefused):
        return read(content)
    return None


def test_every_flipped_bit_is_refused_or_changes_nothing():
    content = many(3)
    packed = gzip.compress(content)
    whole = read(content)

    for at in range(2, len(packed)):
        flipped = packed[:at] + bytes([packed[at] ^ 0x10]) + packed[at + 1 :]
        assert whole == read_or_none(flipped) or refused(flipped).line is not None
