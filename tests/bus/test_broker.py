"""What the bus may count on: each broker of the run speaks Kafka, a real one keeps its word."""

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource
from kafka.errors import KafkaError, ProducerFencedError, TopicAlreadyExistsError

from tests.bus.clients import (
    SECONDS,
    consumer,
    end_of,
    new_topic,
    producer,
    read_elsewhere,
    values,
)

HEADERS = [("ce_id", b"1"), ("ce_type", "đã nộp".encode())]


def test_a_topic_is_made_once(broker):
    topic = new_topic(broker)

    with KafkaAdminClient(bootstrap_servers=broker.bootstrap) as admin:
        assert topic in admin.list_topics()
        with pytest.raises(TopicAlreadyExistsError):
            admin.create_topics({topic: {"num_partitions": 1, "replication_factor": 1}})


def test_what_is_acknowledged_is_read_in_order(broker):
    topic, sent = new_topic(broker), [b"%d" % number for number in range(50)]

    with producer(broker) as out:
        offsets = [out.send(topic, key=b"case", value=value).get(SECONDS).offset for value in sent]

    assert (offsets, sent) == ([*range(50)], values(broker, topic))
    assert end_of(broker, topic) == 50


def test_a_group_goes_on_where_it_committed(broker):
    topic = new_topic(broker)
    with producer(broker) as out:
        out.send(topic, value=b"first").get(SECONDS)

        assert next_of_group(broker, topic) == [b"first"]

        out.send(topic, value=b"second").get(SECONDS)

        assert next_of_group(broker, topic) == [b"second"]


def next_of_group(broker, topic):
    """
    Read one record as a member of the topic's group, and commit it.

    One long poll: kafka-python 3.0 loses its partitions for good when a poll ends while it joins.
    """
    with consumer(broker, topic, group_id=topic) as member:
        found = member.poll(timeout_ms=1_000 * SECONDS, max_records=1)
        member.commit()
        return [one.value for some in found.values() for one in some]


def test_another_client_reads_what_was_written(broker):
    topic = new_topic(broker)
    with producer(broker) as out:
        out.send(topic, key=b"case", value="Lê Thị Đào".encode(), headers=HEADERS).get(SECONDS)

    assert read_elsewhere(broker, topic, 1) == [(b"case", "Lê Thị Đào".encode(), HEADERS)]


def test_a_commit_is_read_and_what_was_aborted_is_not(real_broker):
    topic = new_topic(real_broker)
    with producer(real_broker, transactional_id=topic) as out:
        out.init_transactions()
        for value, finish in ((b"kept", "commit"), (b"aborted", "abort"), (b"last", "commit")):
            out.begin_transaction()
            out.send(topic, value=value).get(SECONDS)
            getattr(out, f"{finish}_transaction")()

    assert values(real_broker, topic) == [b"kept", b"last"]
    assert values(real_broker, topic, "read_uncommitted") == [b"kept", b"aborted", b"last"]
    assert end_of(real_broker, topic) == 6, "each transaction's mark has an offset as well"


def test_of_two_producers_with_one_id_the_older_is_fenced(real_broker):
    topic = new_topic(real_broker)
    with (
        producer(real_broker, transactional_id=topic) as older,
        producer(real_broker, transactional_id=topic) as newer,
    ):
        older.init_transactions()
        older.begin_transaction()
        older.send(topic, value=b"left open").get(SECONDS)
        newer.init_transactions()

        with pytest.raises(ProducerFencedError):
            older.commit_transaction()
        with pytest.raises(KafkaError):
            older.begin_transaction()

    assert values(real_broker, topic) == []


def test_ends_are_true_for_batches(real_broker):
    topic = new_topic(real_broker)
    with producer(real_broker, linger_ms=50) as out:
        for number in range(500):
            out.send(topic, value=b"%d" % number)
        out.flush(timeout=SECONDS)

    assert end_of(real_broker, topic) == 500


def test_a_compacted_topic_can_be_asked_for(real_broker):
    topic = new_topic(real_broker, **{"cleanup.policy": "compact"})

    with KafkaAdminClient(bootstrap_servers=real_broker.bootstrap) as admin:
        described = admin.describe_configs([ConfigResource("topic", topic)])

    assert described["topic"][topic]["cleanup.policy"]["value"] == "compact"


def test_a_killed_broker_comes_back_with_all_it_acknowledged(own_broker):
    topic, sent = new_topic(own_broker), [b"%d" % number for number in range(200)]
    with producer(own_broker) as out:
        for value in sent:
            out.send(topic, value=value).get(SECONDS)
        was_read, before = next_of_group(own_broker, topic), own_broker.held.pid
        own_broker.kill()
        own_broker.start()

        assert own_broker.held.pid != before
        assert values(own_broker, topic) == sent
        assert was_read + next_of_group(own_broker, topic) == sent[:2], "the group's offsets too"
        assert out.send(topic, value=b"after").get(SECONDS).offset == 200


def test_names_for_topics_are_never_the_same(broker):
    assert len({broker.topic_name() for _ in range(100)}) == 100


def test_only_the_topics_of_the_run_are_forgotten(wire_broker):
    with KafkaAdminClient(bootstrap_servers=wire_broker.bootstrap) as admin:
        admin.create_topics({"not-ours": {"num_partitions": 1, "replication_factor": 1}})
        new_topic(wire_broker)
        wire_broker.forget_topics()

        assert admin.list_topics() == ["not-ours"]
