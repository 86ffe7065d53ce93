"""A receipt keeps no digest by which a name could be guessed; those of before are still known."""

from dataclasses import replace

import pytest

from domain.facts import CommandReceived
from domain.refusal import Refused
from services.handle import handle
from services.receipts import receipt_stream
from tests.api.badges import OFFICER
from tests.api.speech import NEW, refused
from tests.plain_house import PlainHouse
from tests.services.test_handle import OPEN


def receipts(house) -> list[str]:
    """Return the digests that receipts hold."""
    facts = (one.event for one in house.ledger.since(0, 99))
    return [one.fingerprint for one in facts if isinstance(one, CommandReceived)]


def test_a_receipt_holds_a_digest_under_a_key_of_the_store_of_names(house, say):
    said = say(OFFICER).post("/nominations", NEW, key="k")
    (kept,) = receipts(house)
    assert kept.startswith("keyed:")
    again = say(OFFICER).post("/nominations", NEW, key="k")
    assert said.headers["Location"] == again.headers["Location"]
    other = {**NEW, "achievement": "Another"}
    assert (422, ["key-reused"]) == refused(say(OFFICER).post("/nominations", other, key="k"))
    assert 1 == len(receipts(house))


def test_a_guess_is_checked_with_the_key_alone(house):
    assert house.people.keyed("f1") == house.people.keyed("f1") != house.people.keyed("f2")


def test_a_receipt_of_before_is_recognised_by_the_plain_digest(house: PlainHouse):
    assert not handle(OPEN, house.ledger).repeated
    assert (CommandReceived("f1", OPEN.command.nomination, 1),) == tuple(
        house.ledger.read(receipt_stream(OPEN.id))
    )
    assert handle(OPEN, house.ledger, house.people.keyed).repeated
    with pytest.raises(Refused, match="key-reused"):
        handle(replace(OPEN, fingerprint="f2"), house.ledger, house.people.keyed)
