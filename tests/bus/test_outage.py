"""The brokers away: work goes on, and what waits is told later, all of it, in order."""

import os
from contextlib import closing, contextmanager
from time import sleep

import pytest
from kafka import KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, KafkaAdminClient

from infra.bus.city_language import headers_of
from infra.bus.kafka_tail import partition_of
from infra.ledger.ledger import open_ledger
from tests.bus.relaying import SOURCE, Office, at_work
from tests.bus.test_relay import make_topic
from tests.bus.weighing import NOTHING_WRONG, what_is_wrong
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


@contextmanager
def believing(broker):
    """Let the broker take records of a transaction that it was not told of."""
    with closing(KafkaAdminClient(bootstrap_servers=broker.bootstrap)) as admin:
        name = "transaction.partition.verification.enable"
        admin.alter_configs([ConfigResource("broker", "1", {name: "false"})])
        yield
        admin.alter_configs([ConfigResource("broker", "1", {name: "true"})])


def send_without_end(office, letters):
    """Send as a relay that was told of its commit by brokers who then forgot the transaction."""
    name = f"vinhdanh-relay {SOURCE} {office.topic}"
    with KafkaProducer(bootstrap_servers=office.broker.bootstrap, transactional_id=name) as relay:
        relay.init_transactions()
        relay.begin_transaction()
        known = relay._transaction_manager._partitions_in_transaction
        known.update(TopicPartition(office.topic, number) for number in range(3))
        for one in letters:
            key, value = one.key.encode(), one.body.encode()
            relay.send(office.topic, value, key, headers_of(one), partition_of(one.key, 3))
        relay.commit_transaction()


def test_what_brokers_forgot_to_end_is_told_once(office):
    with at_work(office.ledger, 6) as done:
        while len(done) < 300:
            sleep(0.01)
    letters = office.letters()
    with believing(office.broker):
        send_without_end(office, letters[:20])
        assert not office.read()

    with office.relaying():
        office.wait_until_sent()

    assert NOTHING_WRONG == what_is_wrong(letters, office.read())
