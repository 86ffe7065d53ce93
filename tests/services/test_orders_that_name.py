"""What comes in on the bus says no more of who a case is about than what comes in otherwise."""

from uuid import UUID

from services.receiving import receive
from services.stores import Name
from tests.services.intake_house import NOMINATION, NOMINEE_TOLD, codes, delivery
from tests.services.test_city_orders import whole


def test_a_text_that_names_a_nominee_we_know_of_refuses_the_whole(house):
    house.people.add(UUID(NOMINEE_TOLD["ref"]), "person", Name("Nguyễn Thị Bưởi"))
    outcome = receive(delivery(NOMINATION, whole(house, achievement="bà nguyen thi buoi")), house)

    assert ["particulars-in-free-text"] == codes(outcome)
    assert "buoi" not in repr(outcome.reasons)


def test_a_note_of_an_assessment_is_looked_at_too(house):
    house.people.add(UUID(NOMINEE_TOLD["ref"]), "person", Name("Nguyễn Thị Bưởi"))
    asked = whole(house)
    asked["assessments"][0]["note"] = "Nguyễn Thị Bưởi có 2 sáng kiến"

    assert ["particulars-in-free-text"] == codes(receive(delivery(NOMINATION, asked), house))
