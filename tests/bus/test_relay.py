"""The relay: whatever dies on the way, each letter is in the topic once, and in order."""

import os
from contextlib import closing
from random import Random
from time import sleep

import pytest
from kafka.admin import KafkaAdminClient, NewTopic
from kafka.errors import KafkaError

from infra.bus.kafka_sender import Sender
from infra.ledger.ledger import open_ledger
from tests.bus.clients import read_elsewhere
from tests.bus.relaying import Office, at_work, bus_at
from tests.bus.weighing import NOTHING_WRONG, number_of, what_is_wrong
from tests.promises.nursery import nursery

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

DRILL = os.environ.get("VINHDANH_DRILL") == "full"
MOST_LIVES = 100  # a few are enough; chance shall not decide


def make_topic(broker, partitions=3):
    name = broker.topic_name()
    with closing(KafkaAdminClient(bootstrap_servers=broker.bootstrap)) as admin:
        admin.create_topics([NewTopic(name, partitions, -1)], wait_for_metadata=True)
    return name


@pytest.fixture(scope="module")
def relays():
    with nursery("tests.bus.relaying") as process:
        yield process


@pytest.fixture
def office(tmp_path, real_broker, relays):
    with closing(open_ledger(f"sqlite:///{tmp_path}/ledger.db")) as ledger:
        yield Office(tmp_path, real_broker, make_topic(real_broker), ledger, relays)


def test_what_happened_is_told_in_order(office):
    with at_work(office.ledger, 1) as done, office.relaying():
        while len(done) < 300:
            sleep(0.01)
    with office.relaying():
        office.wait_until_sent()

    assert len(office.letters()) > 50
    assert NOTHING_WRONG == what_is_wrong(office.letters(), office.read())


@pytest.fixture
def weigh(office, record_property):
    """Hold what is in the topic against letters; the end of the run says the counts."""

    def weighed(letters):
        found = what_is_wrong(letters, office.read())
        record_property("letters", (str(office.broker), len(letters), found))
        return found

    return weighed


def test_a_relay_may_be_killed_at_any_moment(office, weigh):
    dice = Random()
    with at_work(office.ledger, 2, pause=0.005):
        for _ in range(100 if DRILL else 20):
            office.kill_one(dice)
    with office.relaying():
        office.wait_until_sent()

    assert NOTHING_WRONG == weigh(office.letters())


def test_a_relay_without_a_fence_doubles(office):
    """The control: were this not red, the test above could not fail."""
    dice, lives = Random(), 0
    with at_work(office.ledger, 2, pause=0.002):
        while not doubled(office) and lives < MOST_LIVES:
            office.kill_one(dice, "unfenced")
            lives += 1

    assert doubled(office)


def doubled(office) -> bool:
    """Say whether a letter is in the topic twice."""
    seen = [number_of(one) for one in office.read()]
    return len(seen) > len(set(seen))


def test_of_two_relays_the_older_is_fenced(office, weigh):
    with at_work(office.ledger, 3) as done:
        while len(done) < 1_000:
            sleep(0.01)
    letters, bus = office.letters(), bus_at(office.broker.bootstrap)
    older = Sender(bus, office.topic)
    for turn in range(200 if DRILL else 20):
        newer = Sender(bus, office.topic)
        with pytest.raises(KafkaError):
            older.send(letters[turn : turn + 2])
        older.give_up()
        assert turn == (newer.tail.last.sequence if newer.tail.last else 0)
        newer.send(letters[turn : turn + 1])
        older = newer
    older.give_up()

    assert NOTHING_WRONG == weigh(letters[: turn + 1])


def test_another_client_reads_what_was_told(office):
    with at_work(office.ledger, 4) as done:
        while len(done) < 200:
            sleep(0.01)
    letters = office.letters()
    with office.relaying():
        office.wait_until_sent()

    read = read_elsewhere(office.broker, office.topic, len(letters))
    assert {(one.key.encode(), one.body.encode()) for one in letters} == {
        (key, body) for key, body, _ in read
    }
