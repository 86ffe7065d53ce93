"""What comes in on the bus has no numbers of persons in its texts, like all else."""

from services.receiving import How, receive
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
