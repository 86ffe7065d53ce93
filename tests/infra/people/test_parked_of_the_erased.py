"""What a message held that names somebody goes with them; what waits of others stays."""

from uuid import UUID

import pytest

from domain.nomination.events import NominationWithdrawn
from domain.personal.events import PersonErased
from domain.personal.state import person_stream
from services.forgetting import Stores, bring
from services.parking import present
from services.receiving import receive
from services.stores import Name
from tests.api import houses
from tests.builders import CASE, NOMINEE, opened
from tests.services.intake_house import UNIT, delivery

WRITTEN = ('{"name": "NGUYEN THI BUOI"', "Nguyễn Bưởi was the name", str(CASE), str(NOMINEE.ref))


@pytest.fixture
def house(tmp_path):
    with houses.house(tmp_path) as lent:
        lent.given(CASE, opened, NominationWithdrawn("moved"))
        lent.people.add(NOMINEE.ref, "person", Name("Nguyễn Bưởi"))
        lent.people.put(NOMINEE.ref, "person", Name("Nguyễn Thị Bưởi"))
        yield lent


def none(_: object) -> list[UUID]:
    """Say that nobody cites a paper, and that no review was opened."""
    return []


def put_aside(house, text):
    one = delivery(UNIT, text.encode())
    receive(one, house)
    assert one.body == present(one.key, house).body
    return one


def test_what_names_the_erased_goes_and_what_names_others_waits(house):
    about = [put_aside(house, text) for text in WRITTEN]
    other = put_aside(house, '{"name": "Nguyễn Thị Bưởng"')
    house.given(person_stream(NOMINEE.ref), PersonErased(NOMINEE.ref, None, "retention", (CASE,)))
    stores = Stores(house.people, house.evidence, house.parked, none, none, lambda _: True)
    assert bring(NOMINEE.ref, house.ledger, stores)

    assert [] == [one for one in about if house.parked.load(one.key, one.digest)]
    assert other == present(other.key, house)
