"""Facts become canonical bytes and come back as they were; what could not is refused."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Event
from domain.nomination.events import EvaluatorScored, StepEndorsed
from domain.past.events import PastVerdictRecorded
from domain.register.events import KeyClaimed
from infra.ledger.codec import Codec, Unstorable, Upcast
from infra.ledger.stored_names import NAMES
from tests.builders import HANOI
from tests.golden.sample import ENVELOPE, sample

CODEC = Codec()
SEALED = CODEC.seal(ENVELOPE)
LOCAL_MEAN = timezone(timedelta(hours=7, minutes=6, seconds=30))

st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(
    datetime, st.datetimes(timezones=st.sampled_from([UTC, HANOI, timezone.min]))
)


@given(st.one_of([st.from_type(kind) for kind in get_args(Event)]))
def test_any_fact_comes_back_as_it_was(fact):
    name, state = CODEC.encode(fact, SEALED)

    assert fact == CODEC.fact(name, state)
    assert (fact, ENVELOPE) == CODEC.whole(name, state)
    assert (name, state) == CODEC.encode(CODEC.fact(name, state), SEALED)


def test_the_document_holds_envelope_and_fact_side_by_side():
    _, state = CODEC.encode(StepEndorsed("ward-review", "officer", "đủ điều kiện"), SEALED)

    document = msgspec.json.decode(state)

    assert ["envelope", "fact"] == list(document)
    assert {"step": "ward-review", "officer": "officer", "reason": "đủ điều kiện"} == document[
        "fact"
    ]
    assert str(ENVELOPE.command) == document["envelope"]["command"]


def test_a_moment_keeps_its_own_zone():
    verdict = replace(
        sample(PastVerdictRecorded), happened_at=datetime(2012, 4, 3, 9, tzinfo=HANOI)
    )

    back = CODEC.fact(*CODEC.encode(verdict, SEALED))

    assert timedelta(hours=7) == back.happened_at.utcoffset()


@pytest.mark.parametrize("zone", [None, LOCAL_MEAN], ids=["no zone", "a zone of odd seconds"])
def test_a_moment_that_json_cannot_place_is_refused(zone):
    moment = datetime(1900, 1, 1, 12, tzinfo=zone)

    with pytest.raises(Unstorable):
        CODEC.encode(replace(sample(PastVerdictRecorded), happened_at=moment), SEALED)
    with pytest.raises(Unstorable):
        CODEC.seal(replace(ENVELOPE, recorded_at=moment))
    with pytest.raises(Unstorable):
        CODEC.seal(replace(ENVELOPE, received_at=moment))


@pytest.mark.parametrize(
    "fact",
    [
        StepEndorsed("ward-review", "officer", 5),  # type: ignore[arg-type]
        EvaluatorScored("ward-review", "officer", Decimal(1), 2),  # type: ignore[arg-type]
    ],
    ids=["could not be read", "would be read as something else"],
)
def test_a_fact_that_would_not_come_back_is_refused(fact):
    with pytest.raises(Unstorable):
        CODEC.encode(fact, SEALED)


@dataclass(frozen=True)
class Moment:
    at: datetime


@dataclass(frozen=True)
class Nested:
    moments: tuple[Moment, ...]


def test_a_moment_without_zone_is_found_at_any_depth():
    codec = Codec({"test.nested.v1": Nested})

    with pytest.raises(Unstorable):
        codec.encode(Nested((Moment(datetime(2025, 1, 1)),)), SEALED)  # type: ignore[arg-type] # noqa: DTZ001


def test_a_fact_without_a_stored_name_is_not_written():
    with pytest.raises(KeyError):
        CODEC.encode(Moment(datetime(2025, 1, 1, tzinfo=UTC)), SEALED)  # type: ignore[arg-type]


def test_a_name_nobody_knows_is_not_read():
    with pytest.raises(KeyError):
        CODEC.fact("nomination.unheard-of.v1", b'{"envelope":{},"fact":{}}')


@dataclass(frozen=True)
class Filed:
    place: str
    filed_on: date


LIFTING = Codec(
    {"test.filed.v3": Filed},
    {
        "test.filed.v1": Upcast("test.filed.v2", lambda doc: {**doc, "filed_on": "2024-01-01"}),
        "test.filed.v2": Upcast(
            "test.filed.v3", lambda doc: {"place": doc["ward"], "filed_on": doc["filed_on"]}
        ),
    },
)


def test_older_shapes_are_lifted_step_by_step():
    state = b'{"envelope":%b,"fact":{"ward":"Thanh Binh"}}' % SEALED

    lifted: object = LIFTING.fact("test.filed.v1", state)
    whole: object = LIFTING.whole("test.filed.v1", state)

    assert Filed("Thanh Binh", date(2024, 1, 1)) == lifted
    assert (lifted, ENVELOPE) == whole


def test_the_latest_of_the_older_shapes_needs_the_last_step_only():
    state = b'{"envelope":%b,"fact":{"ward":"X","filed_on":"2025-07-01"}}' % SEALED

    lifted: object = LIFTING.fact("test.filed.v2", state)

    assert Filed("X", date(2025, 7, 1)) == lifted


def test_a_kind_is_known_under_its_older_names_too():
    older = {"test.filed.v1", "test.filed.v2", "test.filed.v3"}

    assert older == LIFTING.names_outside(frozenset())
    assert not LIFTING.names_outside(frozenset({Filed}))
    assert set(NAMES) - {"claim.key-claimed.v1"} == CODEC.names_outside(frozenset({KeyClaimed}))


def test_the_sample_of_every_fact_fills_every_field():
    empty = [kind for kind in get_args(Event) if b"null" in CODEC.encode(sample(kind), SEALED)[1]]

    assert [] == empty


def test_a_hand_of_unknown_units_is_stored_as_before_and_one_of_known_ones_comes_back():
    before, known = replace(ENVELOPE, units=None), replace(ENVELOPE, units=("ward",))
    fact = KeyClaimed("key", ENVELOPE.command)

    assert b'"units":null' not in CODEC.seal(before)
    for one in (before, known):
        assert one == CODEC.whole(*CODEC.encode(fact, CODEC.seal(one)))[1]
