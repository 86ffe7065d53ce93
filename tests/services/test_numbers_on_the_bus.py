"""What comes in on the bus has no numbers of persons in its texts, nor names of nominees."""

from services.receiving import How, receive
from services.stores import Name
from tests.builders import NOMINEE
from tests.services.intake_house import NOMINATION, about, codes, delivery
from tests.services.test_city_orders import whole


def test_a_number_of_a_person_in_a_text_refuses_the_whole(house):
    body = whole(house, achievement="Gọi 0912 345 678")
    body["assessments"][0]["note"] = "CCCD 001099123456"
    outcome = receive(delivery(NOMINATION, body), house)

    assert How.PARKED == outcome.how
    assert ["identity-number-in-text"] * 2 == codes(outcome)
    assert ["achievement", "note"] == about(outcome, "field")
    assert ["1 OpenNomination", "4 AssessCriterion"] == about(outcome, "part")
    assert not [one for one in ("345", "001099") if one in repr(outcome.reasons)]


def test_the_name_of_a_nominee_who_is_known_here_refuses_the_whole(house):
    house.people.add(NOMINEE.ref, "person", Name("Nguyễn Thị Bưởi"))
    body = whole(house, achievement="Bà Nguyễn Thị Bưởi dạy nghề")
    body["assessments"][0]["note"] = "NGUYỄN THỊ BƯỞI có 2 sáng kiến"
    outcome = receive(delivery(NOMINATION, body), house)

    assert ["nominee-named-in-text"] * 2 == codes(outcome)
    assert ["achievement", "note"] == about(outcome, "field")
    assert "Bưởi" not in repr(outcome.reasons)
