"""What is not JSON as we take it is refused, and nothing of it is stored."""

import json
from io import BytesIO

import pytest

from api.json_text import BadJson, read
from tests.api.badges import OFFICER
from tests.api.speech import NEW, fields, refused
from tests.builders import WARD

DEEP = b"[" * 40 + b"]" * 40
MALFORMED = {
    "nothing open": b"{",
    "no JSON": b"nominee=A",
    "a field twice": b'{"unit": "10531", "unit": "10532"}',
    "NaN": b'{"points": NaN}',
    "Infinity": b'{"points": -Infinity}',
    "lone surrogate": b'{"unit": "\\ud800"}',
    "lone surrogate in a key": b'{"\\udfff": 1}',
    "NUL": b'{"unit": "a\\u0000b"}',
    "raw NUL": b'{"unit": "a\0b"}',
    "not UTF-8": b'{"unit": "\xff"}',
    "a raw surrogate": b'{"unit": "\xed\xa0\x80"}',
    "UTF-16": '{"unit": "10531"}'.encode("utf-16"),
    "a mark in front": b"\xef\xbb\xbf{}",
    "too deep": DEEP,
    "deep in a field": b'{"nominee": ' + DEEP + b"}",
    "a giant": b'{"points": ' + b"9" * 5000 + b"}",
    "beyond measure": b'{"points": 1e99999999999999999999}',
    "two texts": b"{}{}",
    "a trailing comma": b'{"unit": "10531",}',
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_body_is_refused(house, say, name):
    reply = say(OFFICER).send("/nominations", MALFORMED[name], key="k")

    assert (400, ["json-malformed"]) == refused(reply)
    assert 0 == house.ledger.last_position()


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"a"', b"1", b"true"])
def test_a_body_is_an_object(house, say, raw):
    assert (422, ["form-invalid"]) == refused(say(OFFICER).send("/nominations", raw, key="k"))
    assert 0 == house.ledger.last_position()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stars", 5),
        ("nominee.stars", 5),
        ("achievement", ["a", "b"]),
        ("award", 7),
        ("unit", {"id": WARD}),
        ("nominee", "Bưởi"),
        ("nominee.name", True),
        ("effective_on", 20250415),
    ],
)
def test_a_field_nobody_knows_or_of_another_type_is_refused_by_its_name(house, say, field, value):
    outer, _, inner = field.partition(".")
    body = {**NEW, outer: {**NEW["nominee"], inner: value} if inner else value}

    reply = say(OFFICER).post("/nominations", body, key="k")

    assert (422, {field}) == (reply.status_code, {*fields(reply)})
    assert 0 == house.ledger.last_position()


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "multipart/form-data"])
def test_a_body_is_said_to_be_json(house, say, kind):
    reply = say(OFFICER).send("/nominations", json.dumps(NEW).encode(), kind, key="k")

    assert (415, ["media-type-refused"]) == refused(reply)
    assert 0 == house.ledger.last_position()


def test_the_type_may_say_more(say):
    kind = "application/json; charset=utf-8"
    reply = say(OFFICER).send("/nominations", json.dumps(NEW).encode(), kind, key="k")

    assert 201 == reply.status_code


def chunked(content):
    """Return what a server says of a body that came in chunks."""
    ended = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    return {**ended, "wsgi.input": BytesIO(content)}


def test_a_huge_body_is_refused(house, say):
    raw = json.dumps({**NEW, "achievement": "a" * (1 << 20)}).encode()

    reply = say(OFFICER).send("/nominations", raw, key="k")

    assert (413, ["too-large"]) == refused(reply)
    assert 0 == house.ledger.last_position()


BLANKS = b" " * (1 << 20)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (BLANKS + b"] this is no JSON", (413, ["too-large"])),
        (BLANKS, (413, ["too-large"])),
        (b"] this is no JSON", (400, ["json-malformed"])),
        (b"", None),
    ],
)
def test_a_body_that_comes_in_chunks_is_read_whole_or_refused(house, say, after, told):
    raw = json.dumps(NEW).encode() + after

    reply = say(OFFICER).send("/nominations", b"", key="k", environ=chunked(raw))

    assert 201 == reply.status_code if told is None else told == refused(reply)
    assert (told is None) == bool(house.ledger.last_position())


@pytest.mark.parametrize("text", ["a\x07b", "a\x7fb", "a\u0085b"])
def test_control_characters_are_not_text(house, say, text):
    reply = say(OFFICER).post("/nominations", {**NEW, "achievement": text}, key="k")

    assert (422, ["form-invalid"]) == refused(reply)
    assert 0 == house.ledger.last_position()


def test_text_is_trimmed_and_put_in_one_form(house, say):
    reply = say(OFFICER).post(
        "/nominations", {**NEW, "achievement": "  e\u0302\u0301ch\n "}, key="k"
    )

    case = reply.get_json()["id"]
    assert "\u1ebfch" == say(OFFICER).get(f"/nominations/{case}").get_json()["achievement"]


def test_brackets_within_text_are_not_depth():
    assert {"a": "[" * 99} == read(b'{"a": "' + b"[" * 99 + b'"}')
    assert [[]] * 99 == read(b"[" + b",".join([b"[]"] * 99) + b"]")
    assert "\\" == read(b'"\\\\"')


def test_a_character_in_two_halves_is_whole():
    assert {"😀": "😀"} == read(b'{"\\ud83d\\ude00": "\\ud83d\\ude00"}')


def test_what_was_sent_is_not_repeated():
    with pytest.raises(BadJson) as refusal:
        read(b'{"name": "Nguyen Van A", "name": 1}')

    assert "Nguyen" not in str(refusal.value)
