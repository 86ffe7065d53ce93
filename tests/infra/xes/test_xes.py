"""XES files: what is read of them, and what of their content is refused, with its line."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from domain.past.trace import Entry, Trace
from infra.unpack import BLOCK
from tests.data.xes_files import FIRST_LINE, START, acts, attribute, event, log, many, simple, trace
from tests.infra.reading import read, refused


def test_traces_and_acts_are_read_in_the_files_order_with_their_lines():
    later = START + timedelta(days=1)
    content = log(trace("a", event("Send"), event("Sign", later, role=None)), trace("b"))

    assert read(content) == [
        Trace(
            FIRST_LINE,
            "a",
            (
                Entry(FIRST_LINE + 2, "Send", "CLERK", START),
                Entry(FIRST_LINE + 5, "Sign", None, later),
            ),
        ),
        Trace(FIRST_LINE + 9, "b", ()),
    ]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_where_blocks_end_makes_no_difference(size):
    content = simple("a", "b")

    assert read(content, size=size) == read(content)
    assert read(gzip.compress(content), size=size) == read(content)


def test_a_gzip_file_of_several_members_is_one_log():
    content = many(30)
    packed = gzip.compress(content[:2000]) + gzip.compress(content[2000:])

    assert read(packed) == read(content)


BIG = many(300)  # inflates to more than one block
ZEROS = b"\0" * 700


@pytest.mark.parametrize("size", [1, 512, 1 << 16])
@pytest.mark.parametrize("between", [b"", ZEROS])
def test_big_members_are_read_whole_and_zeros_between_and_after_them_do_not_count(between, size):
    cut = len(BIG) * 2 // 3
    packed = gzip.compress(BIG[:cut]) + between + gzip.compress(BIG[cut:]) + ZEROS

    assert cut > BLOCK
    assert read(packed, size=size) == read(BIG)


@pytest.mark.parametrize("junk", [b"junk", ZEROS + b"junk", b"\x1fj"])
def test_what_is_no_member_after_a_big_member_is_refused_with_the_line(junk):
    error = refused(gzip.compress(BIG) + junk)

    assert ("damaged-file", BIG.count(b"\n") + 1) == (error.code, error.line)
    assert "the gzip data is followed by something else" == error.reason


def test_a_gzip_piece_that_fills_a_block_exactly_loses_nothing():
    content = log(trace("a", acts("Send")), foot="</log>" + " " * (1 << 17))
    content = content[: 1 << 17]

    assert read(gzip.compress(content)) == read(content)


def test_utf_16_and_prefixed_tags_are_read_too():
    wide = simple("ca số 1").decode().replace("UTF-8", "UTF-16").encode("utf-16")
    prefixed = simple("a").replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    prefixed = (
        prefixed.replace(b"<x:?", b"<?").replace(b"<x:!", b"<!").replace(b"xmlns=", b"xmlns:x=")
    )

    assert ["ca số 1"] == [one.case for one in read(wide)]
    assert read(prefixed) == read(simple("a"))


def test_only_attributes_of_the_trace_and_the_event_themselves_count():
    inner = attribute("concept:name", "inner", inside=attribute("concept:name", "deeper"))
    named = attribute("concept:name", "a", inside=inner)
    act = event("Send").replace("<event>", "<event>" + attribute("other", "x", inside=inner))
    content = log(f"<trace>\n{named}\n{act}</trace>\n")

    assert [("a", "Send")] == [(one.case, one.entries[0].activity) for one in read(content)]


def test_the_role_may_have_another_name():
    act = event(role=None).replace("<event>", "<event>" + attribute("vai", "thư ký"))

    assert "thư ký" == read(log(trace("a", act)), "vai")[0].entries[0].role


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-03-01T08:30:00Z", datetime(2024, 3, 1, 8, 30, tzinfo=UTC)),
        ("2024-03-01T08:30:00.5+07:00", START + timedelta(milliseconds=500)),
        ("2024-03-01T08:30:00.123456789+07:00", START + timedelta(microseconds=123456)),
    ],
)
def test_instants_keep_their_zone_and_microseconds(text, instant):
    happened = read(log(trace("a", event(at=text))))[0].entries[0].happened_at

    assert (instant, instant.utcoffset()) == (happened, happened.utcoffset())


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01",
        "2024-03-01T08:30:00",
        "2024-02-30T08:30:00Z",
        "2024-03-01T25:00:00Z",
        "2024-03-01T08:30:00+24:00",
        "2024-W09-5T08:30:00Z",
        "20240301T083000Z",
        "2024-03-01 08:30:00Z",
        "yesterday",
        "٢٠٢٤-03-01T08:30:00Z",
    ],
)
def test_what_is_no_instant_with_zone_is_refused_with_the_line_of_its_event(text):
    error = refused(log(trace("a", event(), event(at=text))))

    assert ("bad-timestamp", FIRST_LINE + 5) == (error.code, error.line)
    assert text in error.reason


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (log("<trace>\n" + event() + "</trace>\n"), FIRST_LINE, "the trace has no concept:name"),
        (log(trace(" ")), FIRST_LINE, "the trace has no concept:name"),
        (log(trace("a", event(""))), FIRST_LINE + 2, "the event has no concept:name"),
        (log(trace("a", event(at=""))), FIRST_LINE + 2, "the event has no time:timestamp"),
        (log(trace("a", "<event>\n</event>\n")), FIRST_LINE + 2, "the event has no concept:name"),
        (
            log(trace("a", '<event><string key="concept:name"/></event>')),
            FIRST_LINE + 2,
            "the event has no concept:name",
        ),
    ],
)
def test_missing_keys_are_refused_with_the_line_of_their_owner(content, line, reason):
    error = refused(content)

    assert ("missing-key", line, reason) == (error.code, error.line, error.reason)


def test_a_key_given_twice_is_refused_at_its_second_place():
    twice = attribute("concept:name", "a") + "\n" + attribute("concept:name", "b")
    error = refused(log(f"<trace>{twice}</trace>"))

    assert ("repeated-key", FIRST_LINE + 1) == (error.code, error.line)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"<html/>", 1),
        (log(event()), FIRST_LINE),
        (log("<log/>"), FIRST_LINE),
        (log(trace("a", trace("b"))), FIRST_LINE + 2),
        (log(trace("a", "<list>" + event() + "</list>")), None),
        (log("<list>" + event() + "</list>"), FIRST_LINE),
    ],
)
def test_elements_out_of_their_place_are_refused_or_not_taken_for_acts(content, line):
    if line is None:
        assert [()] == [one.entries for one in read(content)]
    else:
        error = refused(content)
        assert ("not-a-log", line) == (error.code, error.line)
