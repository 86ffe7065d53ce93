"""An opinion over the bus answers for an agency that ended, where its sender stands for that."""

from dataclasses import replace
from datetime import date

import pytest

from domain.hearing.events import ConsultationAnswered, ConsultationRequested
from services.receiving import receive
from tests.builders import CASE, DISTRICT
from tests.services.intake_house import CITY, DONE, OPINION, SENDERS, delivery, told
from tests.services.test_city_orders import CONSULT, at_consult, opinion


@pytest.mark.parametrize(
    ("mine", "whose"),
    [
        ({"31"}, DISTRICT),
        ({"31", "01"}, "00019"),
        ({"31", DISTRICT}, DISTRICT),
        ({"01", "14"}, "14"),
    ],
)
def test_a_sender_answers_for_an_agency_that_ended_since_and_for_its_own_first(house, mine, whose):
    asked = [
        ConsultationRequested(CONSULT.key, one, "taxes", 60, date(2025, 8, 1), "no-remark")
        for one in (DISTRICT, "00019", "14")
    ]
    house.given(CASE, *at_consult, *asked)
    house.senders = {CITY: replace(SENDERS[CITY], units=frozenset(mine))}
    assert DONE == told(receive(delivery(OPINION, opinion(effective_on="2025-08-01")), house))
    said = ConsultationAnswered(CONSULT.key, whose, "agrees", None, "No tax owed")
    assert said == house.ledger.read(CASE)[-1]
