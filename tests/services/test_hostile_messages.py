"""Nothing that is sent breaks the intake: each is put aside with a reason, neighbours unharmed."""

import json
from uuid import uuid5

import pytest
from hypothesis import HealthCheck, given, settings

from domain.directory.events import UnitAnnounced
from domain.parking.events import MessageParked
from infra.ledger.ledger import open_ledger
from services.receiving import How, receive
from tests.builders import CASE, opened
from tests.services import hostile
from tests.services.hostile import corpus, unit
from tests.services.intake_house import UNIT, delivery, facts, intake_house


def test_nothing_in_the_corpus_is_carried_out_or_stops_a_neighbour(house):
    """Each is put aside with a reason, and the message behind it has its effect."""
    sent = list(corpus())
    outcomes = [
        (receive(bad, house), receive(delivery(UNIT, unit(number)), house))
        for number, bad in enumerate(sent)
    ]

    assert {(How.PARKED, True, None)} == {
        (bad.how, bool(bad.reasons), bad.broke) for bad, _ in outcomes
    }
    assert {How.DONE} == {good.how for _, good in outcomes}
    assert 200 < len(sent) == len(facts(house, MessageParked)) == len(facts(house, UnitAnnounced))


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    with intake_house(tmp_path_factory.mktemp("quick"), open_ledger("memory:")) as lent:
        lent.given(CASE, opened)
        yield lent


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.no_cover
@given(bad=hostile.MESSAGES)
def test_nothing_anybody_can_make_up_breaks_the_intake(quick, bad):
    outcome = receive(bad, quick)

    assert outcome.how in {How.PARKED, How.REPEATED}
    assert outcome.broke is None
    assert How.REPEATED == receive(bad, quick).how
    beside = {uuid5(bad.key, bad.digest), uuid5(bad.key, bad.envelope)}
    assert outcome.message in {bad.key, *beside}
    good = receive(delivery(UNIT, json.dumps(unit(5)).encode()), quick)
    assert good.how in {How.DONE, How.REPEATED}
