"""A sweep erases what nobody needs, and nothing that somebody may still correct or replay."""

from datetime import timedelta

from domain.parking.commands import CorrectParkedMessage, DropParkedMessage
from services.handle import Order
from services.parking import keep_corrected, sweep
from services.receiving import receive
from tests.builders import OPERATOR
from tests.services.intake_house import AT_ONCE, UNIT, delivery


def aside(house, body=b"{"):
    one = delivery(UNIT, body)
    receive(one, house)
    return one


def test_what_waits_is_left_with_every_content_it_had(house):
    one = aside(house)
    digest = keep_corrected(one.key, b"{}", house)
    house.handle(Order(CorrectParkedMessage(one.key, OPERATOR, digest, 2, "x"), one.key, "c"))

    assert 0 == sweep(house.parked, house.ledger, house.clock, AT_ONCE)
    assert house.parked.load(one.key, one.digest)
    assert house.parked.load(one.key, digest)


def test_a_correction_that_was_never_noted_is_swept(house):
    one = aside(house)
    digest = keep_corrected(one.key, b"{}", house)

    assert 1 == sweep(house.parked, house.ledger, house.clock, AT_ONCE)
    assert house.parked.load(one.key, one.digest)
    assert house.parked.load(one.key, digest) is None


def test_a_settled_content_that_was_never_erased_is_swept(house):
    """The power went between the fact and the erasing."""
    one, other = aside(house), aside(house, b"[")
    house.handle(Order(DropParkedMessage(one.key, OPERATOR, "x"), one.key, "c"))

    assert 1 == sweep(house.parked, house.ledger, house.clock, AT_ONCE)
    assert house.parked.load(one.key, one.digest) is None
    assert house.parked.load(other.key, other.digest)


def test_what_is_young_is_left(house):
    one = delivery(UNIT, b"{")
    house.parked.keep(one.key, one, house.clock.now())

    assert 0 == sweep(house.parked, house.ledger, house.clock)
    house.clock.instant += timedelta(hours=1, seconds=1)
    assert 1 == sweep(house.parked, house.ledger, house.clock)
