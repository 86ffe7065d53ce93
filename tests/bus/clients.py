"""Clients with the settings of the house, and what every test of the bus does with them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from confluent_kafka import Consumer
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition

from tests.brokers.broker import Broker

SECONDS = 180
Read = tuple[object, object, list[tuple[str, object]]]


def new_topic(broker: Broker, **configs: str) -> str:
    """Create a topic of one partition under a name of its own."""
    name = broker.topic_name()
    wanted = {name: {"num_partitions": 1, "replication_factor": 1, "configs": configs}}
    with KafkaAdminClient(bootstrap_servers=broker.bootstrap) as admin:
        admin.create_topics(wanted, wait_for_metadata=True)
    return name


@contextmanager
def producer(broker: Broker, **more: str | int) -> Iterator[KafkaProducer]:
    """Lend a producer whose records are acknowledged by all and are never written twice."""
    opened = KafkaProducer(
        bootstrap_servers=broker.bootstrap,
        acks="all",
        enable_idempotence=True,
        max_block_ms=10_000,
        reconnect_backoff_max_ms=500,
        **more,
    )
    try:
        yield opened
    finally:
        opened.close(timeout=5)


@contextmanager
def consumer(broker: Broker, *topics: str, **more: str) -> Iterator[KafkaConsumer]:
    """Lend a consumer that starts at the beginning and commits nothing by itself."""
    opened = KafkaConsumer(
        *topics,
        bootstrap_servers=broker.bootstrap,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        session_timeout_ms=6_000,
        heartbeat_interval_ms=2_000,
        reconnect_backoff_max_ms=500,
        **more,
    )
    try:
        yield opened
    finally:
        opened.close()


def end_of(broker: Broker, topic: str) -> int:
    """Return the offset that the next record of the topic will get."""
    place = TopicPartition(topic, 0)
    with consumer(broker) as asked:
        return int(asked.end_offsets([place])[place])


def values(broker: Broker, topic: str, isolation_level: str = "read_committed") -> list[bytes]:
    """Return what a reader of the whole topic sees, up to the end that the broker names."""
    place, found = TopicPartition(topic, 0), list[bytes]()
    with consumer(broker, isolation_level=isolation_level) as reader:
        reader.assign([place])
        reader.seek_to_beginning(place)
        end, until = reader.end_offsets([place])[place], time.monotonic() + SECONDS
        while reader.position(place) < end and time.monotonic() < until:
            found += [one.value for some in reader.poll(timeout_ms=200).values() for one in some]
    return found


def read_elsewhere(broker: Broker, topic: str, count: int) -> list[Read]:
    """Return key, value and headers of the first *count* records, read with librdkafka."""
    reader = Consumer(
        {
            "bootstrap.servers": broker.bootstrap,
            "group.id": topic,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "session.timeout.ms": 6_000,
        }
    )
    found: list[Read] = []
    until = time.monotonic() + SECONDS
    reader.subscribe([topic])
    while len(found) < count and time.monotonic() < until:
        one = reader.poll(0.2)  # an empty one is as good as False
        if one is not None and not one.error():
            headers = dict(one.headers() or [])
            found.append((one.key(), one.value(), list(headers.items())))
    reader.close()
    return found
