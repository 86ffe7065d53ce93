"""What was recovered is given back after a restoration, and may be recovered again then."""

from dataclasses import replace
from datetime import date

import pytest

from domain.register.commands import HandHonourBack
from domain.register.events import HonourRecovered, HonourRestored
from domain.register.handing_back_events import HonourHandedBack
from tests.builders import APRIL, CLERK, DISTRICT, OFFICER
from tests.domain.test_decision import HONOUR, annulled, entry, recover
from tests.spec import Given, given_in

PAID = 710_000
came = HonourRecovered(True, 400_000, "receipt 5", "fraud")
restored = HonourRestored("11/QĐ-UBND", APRIL, DISTRICT, "lifted", "conclusion-lifted", "fraud")
handed = HonourHandedBack(True, 400_000, "receipt 6")
HAND = HandHonourBack(HONOUR, CLERK, True, 400_000, "receipt 6")
again = given_in(HONOUR, entry, annulled, came, restored)


def test_a_restored_holder_is_given_back_what_came():
    again.when(HAND).then_in(HONOUR, handed)


def test_the_object_or_the_money_may_be_given_back_alone():
    again.when(replace(HAND, amount=0)).then(replace(handed, amount=0))
    again.when(replace(HAND, object_handed=False)).then(replace(handed, object_handed=False))


def test_it_is_given_back_in_parts_and_no_more_than_came():
    part = HonourHandedBack(False, 150_000, "first")
    rest = given_in(HONOUR, entry, annulled, came, restored, part)
    (refusal,) = rest.when(HAND).then_refused("amount-not-owed-back").refusals
    assert {"amount": "400000", "owed": "250000"} == refusal.facts
    rest.when(replace(HAND, amount=250_000)).then(HonourHandedBack(True, 250_000, "receipt 6"))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"amount": -1}, ["amount-not-owed-back"]),
        ({"amount": 0, "object_handed": False}, ["nothing-handed-back"]),
        ({"hand": OFFICER}, ["role-missing", "unit-foreign"]),
        ({"hand": replace(CLERK, effective_on=date(2025, 4, 14))}, ["dated-before-restoration"]),
        ({"hand": replace(CLERK, effective_on=date(2025, 12, 2))}, ["dated-ahead"]),
    ],
)
def test_giving_back_keeps_every_rule(changes, codes):
    again.when(replace(HAND, **changes)).then_refused(*codes)


def test_nothing_is_given_back_twice():
    done = given_in(HONOUR, entry, annulled, came, restored, handed)
    done.when(HAND).then_refused("amount-not-owed-back", "object-not-owed-back")


def test_only_a_restored_honour_is_given_back():
    Given().when(HAND).then_refused("honour-unknown")
    given_in(HONOUR, entry, annulled, came).when(HAND).then_refused("not-restored")
    given_in(HONOUR, entry).when(HAND).then_refused("amount-not-owed-back", "object-not-owed-back")


def test_what_was_given_back_is_owed_again_after_another_annulment():
    kept = given_in(HONOUR, entry, annulled, came, restored, annulled)
    kept.when(recover(PAID)).then_refused("object-returned-already", "amount-not-owed")
    back = given_in(HONOUR, entry, annulled, came, restored, handed, annulled)
    back.when(recover(PAID)).then(HonourRecovered(True, PAID, "receipt 5", "fraud"))
    back.when(recover(PAID + 1)).then_refused("amount-not-owed")
