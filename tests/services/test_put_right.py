"""An envelope put right under the same id, and contents that are too large to be kept."""

from domain.directory.events import UnitAnnounced
from domain.parking.events import MessageParked
from services.parking import LARGEST_KEPT
from services.receiving import How, receive
from tests.services.hostile import unit
from tests.services.intake_house import UNIT, delivery, facts


def test_an_envelope_put_right_under_the_same_id_is_carried_out(house):
    wrong = delivery(UNIT, unit(1), "one", content__type=b"text/plain")
    right = delivery(UNIT, unit(1), "one")
    assert How.PARKED == receive(wrong, house).how
    assert How.REPEATED == receive(wrong, house).how

    assert How.DONE == receive(right, house).how
    assert How.REPEATED == receive(right, house).how
    assert 1 == len(facts(house, UnitAnnounced))


def test_another_envelope_that_is_wrong_as_well_is_put_aside_beside_the_first(house):
    first = delivery(UNIT, unit(1), "one", content__type=b"text/plain")
    second = delivery(UNIT, unit(1), "one", ce_time=b"yesterday")
    receive(first, house)

    aside = receive(second, house)
    assert (How.PARKED, ["header-malformed"]) == (aside.how, [one.code for one in aside.reasons])
    assert How.REPEATED == receive(second, house).how
    assert 2 == len(facts(house, MessageParked))


def test_a_content_too_large_to_be_kept_is_noted_and_left_where_it_came_from(house):
    outcome = receive(delivery(UNIT, bytes(LARGEST_KEPT + 1)), house)

    (fact,) = facts(house, MessageParked)
    assert (How.PARKED, LARGEST_KEPT + 1) == (outcome.how, fact.size)
    assert house.parked.load(outcome.message, fact.digest) is None
