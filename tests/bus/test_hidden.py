"""What a transaction hides: nobody reads it yet, and who goes on after it must know of it."""

from contextlib import contextmanager
from threading import Thread
from time import sleep

import pytest
from kafka import KafkaProducer

from infra.bus.city_language import headers_of
from infra.bus.kafka_sender import NotSeen, Sender
from infra.bus.kafka_tail import partition_of
from tests.bus.relaying import at_work, bus_at
from tests.bus.test_relay import office, relays
from tests.bus.weighing import NOTHING_WRONG, number_of, what_is_wrong

__all__ = ["office", "relays"]


@pytest.fixture
def letters(office):
    with at_work(office.ledger, 6) as done:
        while len(done) < 300:
            sleep(0.01)
    return office.letters()


@pytest.fixture
def bus(office):
    return bus_at(office.broker.bootstrap)


@contextmanager
def open_transaction(office):
    """Write to all partitions as another source, and decide nothing until the block is left."""
    other = KafkaProducer(bootstrap_servers=office.broker.bootstrap, transactional_id=office.topic)
    other.init_transactions()
    other.begin_transaction()
    for number in range(3):
        other.send(office.topic, b"another", partition=number)
    other.flush()
    try:
        yield
    finally:
        other.abort_transaction()
        other.close(timeout=1)


def test_the_open_transaction_of_another_does_not_hide_what_was_told(office, bus, letters):
    def go_on():
        born.append(Sender(bus, office.topic))

    born = list[Sender]()
    waiting = Thread(target=go_on)
    first = Sender(bus, office.topic)
    with open_transaction(office):
        first.send(letters[:20])
        waiting.start()
        waiting.join(3)
        assert waiting.is_alive()
    waiting.join()

    assert born[0].tail.last.sequence == 20
    first.give_up()
    born[0].give_up()


def test_who_sent_looks_whether_it_is_seen(office, bus, letters, monkeypatch):
    monkeypatch.setattr("infra.bus.kafka_sender.LOOK_EVERY", 0.0)
    sender = Sender(bus, office.topic)
    with open_transaction(office):
        sender.send(letters[:20])
        sender.look()
        with pytest.raises(NotSeen):
            sender.look()
    sender.look()
    sender.look()
    sender.give_up()


def test_where_a_part_is_missing_that_part_alone_is_told(office, bus, letters):
    with KafkaProducer(bootstrap_servers=office.broker.bootstrap) as some:
        for one in letters:
            if (partition := partition_of(one.key, 3)) != 1:
                key, value = one.key.encode(), one.body.encode()
                some.send(office.topic, value, key, headers_of(one), partition)
    assert {1, 2, 3} - {number_of(one) for one in office.read()}

    with office.relaying():
        office.wait_until_sent()

    assert NOTHING_WRONG == what_is_wrong(letters, office.read())
