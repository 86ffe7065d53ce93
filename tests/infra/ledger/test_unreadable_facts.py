"""A fact whose bytes are none is named by its place, whoever reads it and whichever way."""

import pytest

from infra.foreseen import explain
from infra.ledger.codec import Codec
from infra.ledger.ledger import Unreadable
from infra.ledger.store import Sheet
from tests.infra.writing import A, B, C, envelope, fact, put

CODEC = Codec()
SEAL = CODEC.seal(envelope())
NAME, WHOLE = CODEC.encode(fact(1), SEAL)
DAMAGE = {
    "no JSON": (NAME, b"{"),
    "another shape": (NAME, b'{"envelope":{"effective_on":"2025-04-15"},"fact":{}}'),
    "no UTF-8": (NAME, WHOLE.replace(b"officer-1", b"officer-\xff")),
    "no date": (NAME, WHOLE.replace(b'"effective_on":"2', b'"effective_on":"x')),
    "a name of nobody": ("nomination.forgotten.v1", WHOLE),
}
damaged = pytest.mark.parametrize("row", DAMAGE.values(), ids=DAMAGE)


def spoil(ledger, row):
    """Put a readable fact and one that is none into B, between those of others."""
    put(ledger, A, 0, 1)
    put(ledger, B, 0, 2)
    ledger._store.write([Sheet(B, 1, [row])])
    put(ledger, C, 0, 3)


@damaged
def test_reading_streams_names_stream_and_version(ledger, row):
    spoil(ledger, row)
    place = rf"^the fact at version 2 of stream {B} \({row[0]}\) cannot be read$"

    with pytest.raises(Unreadable, match=place):
        ledger.read_many([A, B, C])
    assert [fact(1)] == list(ledger.read(A))
    assert [fact(3)] == [one.event for one in ledger.read_many([C])[C]]


@pytest.mark.parametrize("row", [DAMAGE[one] for one in DAMAGE if one != "no date"])
def test_reading_one_stream_names_it_and_the_keeper_is_told(ledger, row):
    spoil(ledger, row)

    with pytest.raises(Unreadable) as caught:
        ledger.read(B)
    assert [f"the fact at version 2 of stream {B} ({row[0]}) cannot be read"] == explain(
        caught.value
    )


@damaged
def test_reading_the_log_names_the_position(ledger, row):
    spoil(ledger, row)

    with pytest.raises(Unreadable, match=rf"^the fact at position 3 \({row[0]}\) cannot be read$"):
        ledger.since(0, 10)
