"""The brokers away: work goes on, and what waits is told later, all of it, in order."""

import os
from contextlib import closing
from time import sleep

import pytest

from infra.ledger import open_ledger
from tests.bus.relaying import NOTHING_WRONG, Office, at_work, what_is_wrong
from tests.bus.test_relay import make_topic
from tests.promises.nursery import nursery

KILLS = 50 if os.environ.get("VINHDANH_DRILL") == "full" else 2


@pytest.fixture
def office(tmp_path, own_broker):
    with (
        nursery("tests.bus.relaying") as relays,
        closing(open_ledger(f"sqlite:///{tmp_path}/ledger.db")) as ledger,
    ):
        yield Office(tmp_path, own_broker, make_topic(own_broker), ledger, relays)


def test_a_broker_may_be_killed_again_and_again(office):
    with at_work(office.ledger, 5, pause=0.01) as done, office.relaying():
        for _ in range(KILLS):
            before = office.sent()
            while office.sent() == before:
                sleep(0.01)
            office.broker.kill()
            acts = len(done)
            while len(done) < acts + 50:
                sleep(0.01)
            office.broker.start()
    with office.relaying():
        office.wait_until_sent()

    assert NOTHING_WRONG == what_is_wrong(office.letters(), office.read())
