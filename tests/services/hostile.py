"""Messages nobody should send: a corpus by hand, and endless variations of it by hypothesis."""

import json
from collections.abc import Iterator, Mapping
from uuid import uuid4

from hypothesis import strategies as st

from domain.parking.events import Place
from services.deliveries import Delivery
from services.envelopes import LARGEST
from tests.builders import NOON, WARD
from tests.services.intake_house import BOOKING, CITY, NOMINATION, OPINION, OUTCOME, POST, UNIT

KINDS = (NOMINATION, OPINION, OUTCOME, BOOKING, UNIT, POST)
UNIT_TOLD = {
    "code": "99999",
    "level": "ward",
    "name": "A ward",
    "in_force_from": "2025-07-01",
    "effective_on": "2025-06-20",
}


def unit(number: int) -> dict[str, object]:
    """Return what a sound message tells of a unit."""
    return {**UNIT_TOLD, "code": str(number)}


ATTRIBUTES = ("ce_specversion", "ce_id", "ce_source", "ce_type", "content-type")

BODIES: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"7",
    b'"text"',
    b"{",
    b'{"a": 1, "a": 2}',
    b'{"code": NaN}',
    b'{"code": 1e999999999}',
    b'{"code": ' + b"9" * 5000 + b"}",
    b'{"code": "\\ud800"}',
    b'{"code": "\\u0000"}',
    b'{"\\u0000": 1}',
    b"\xff\xfe{}",
    b"\xef\xbb\xbf{}",
    b"\x00" * 100,
    ('{"name": "a' + "\u0315\u0300" * 250_000 + '"}').encode(),
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b'{"unit": "' + b"x" * 2000 + b'"}',
    b" " * (LARGEST + 1),
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    b"Obj\x01\x04\x16avro.schema",
    json.dumps({"Nguy\u1ec5n V\u0103n A": 1}).encode(),
    json.dumps({**UNIT_TOLD, "code": "'; DROP TABLE stored_events; --"}).encode(),
    json.dumps({**UNIT_TOLD, "in_force_from": "0001-01-01"}).encode(),
    json.dumps({**UNIT_TOLD, "effective_on": "9999-12-31"}).encode(),
    json.dumps({**UNIT_TOLD, "successors": ["1"] * 500}).encode(),
    json.dumps({**UNIT_TOLD, "name": "x\u0007y"}).encode(),
)
HEADERS: tuple[Mapping[str, bytes | None], ...] = (
    *({name: None} for name in ATTRIBUTES),
    *({name: b"\xff\xfe"} for name in ATTRIBUTES),
    *({name: b""} for name in ATTRIBUTES),
    {"ce_id": b"two words"},
    {"ce_id": b"x" * 201},
    {"ce_id": "m\u1ed9t".encode()},
    {"ce_source": b"urn:stranger"},
    {"ce_source": b"urn:city\n"},
    {"ce_specversion": b"0.3"},
    {"ce_type": b"vn.vinhdanh.order.nomination.file.v2"},
    {"ce_type": b"vn.vinhdanh.order.nomination.file"},
    {"ce_type": b"vn.vinhdanh.order.unknown.v1"},
    {"ce_type": b"../../etc/passwd"},
    {"ce_time": b"yesterday"},
    {"ce_time": b"2025-01-01T00:00:00"},
    {"ce_correlationid": b"a b"},
    {"content-type": b"application/cloudevents+json"},
    {"content-type": b"text/html"},
)


def message(
    number: int, body: bytes, kind: str = UNIT, said: Mapping[str, bytes | None] | None = None
) -> Delivery:
    """Return a message with its own id, some headers taken away or replaced."""
    headers: dict[str, bytes | None] = {
        "ce_specversion": b"1.0",
        "ce_id": uuid4().hex.encode(),
        "ce_source": CITY.encode(),
        "ce_type": kind.encode(),
        "content-type": b"application/json",
        **(said or {}),
    }
    kept = tuple((name, value) for name, value in headers.items() if value is not None)
    return Delivery(kept, body, Place("vinhdanh.orders", 0, number), NOON)


def corpus() -> Iterator[Delivery]:
    """Return every body to every type, and every broken header."""
    sound = json.dumps(UNIT_TOLD).encode()
    numbers = iter(range(1_000_000, 2_000_000))
    for kind in KINDS:
        for body in BODIES:
            yield message(next(numbers), body, kind)
    for said in HEADERS:
        yield message(next(numbers), sound, said=said)
    for name in ATTRIBUTES:
        twice = message(next(numbers), sound)
        value = dict(twice.headers)[name]
        yield Delivery((*twice.headers, (name, value)), sound, twice.place, NOON)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([WARD, "2025-04-15", "person", str(uuid4()), "0" * 64]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)
FIELDS = [
    "unit",
    "award",
    "achievement",
    "nominee",
    "effective_on",
    "file",
    "evidence",
    "nomination",
    "step",
    "favourable",
    "words",
    "paper",
    "granted",
    "refused",
    "code",
    "level",
    "name",
    "in_force_from",
    "person",
    "position",
    "roles",
    "held_from",
]
OBJECTS = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=9), VALUES, max_size=9)
JSON = st.one_of(OBJECTS, VALUES).map(lambda value: json.dumps(value).encode())
BODY = st.one_of(JSON, st.binary(max_size=200), st.sampled_from(BODIES[:14]))
SAID = st.dictionaries(
    st.sampled_from([*ATTRIBUTES, "ce_time", "ce_subject", "ce_correlationid", "x"]),
    st.none() | st.binary(max_size=20),
    max_size=2,
)
MESSAGES = st.builds(message, st.integers(2_000_000, 2**40), BODY, st.sampled_from(KINDS), SAID)
