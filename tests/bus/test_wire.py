"""What stands on the wire itself: packed, unreadable, huge; and topics made anew."""

import json
from contextlib import closing
from time import monotonic

import pytest
from confluent_kafka import Producer
from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import TopicAlreadyExistsError

from domain.directory.events import UnitAnnounced
from domain.parking.events import MessageParked
from services.parking import LARGEST_KEPT
from tests.bus.clients import SECONDS
from tests.bus.taking import announcements
from tests.bus.test_intake import facts, intakes, taking, wait_until_taken
from tests.bus.test_relay import make_topic
from tests.services.intake_house import CITY, UNIT
from tests.waiting import until

__all__ = ["intakes"]
SAID = {"ce_specversion": b"1.0", "ce_source": CITY.encode(), "ce_type": UNIT.encode()}
JSON = ("content-type", b"application/json")


class Latin(str):
    """A name of a header that goes out in bytes that are no UTF-8."""

    __slots__ = ()

    def encode(self, *_) -> bytes:
        return b"n\xe4me"


@pytest.fixture
def topics(real_broker):
    return make_topic(real_broker, 1), make_topic(real_broker, 1)


@pytest.fixture
def order(tmp_path, real_broker, topics):
    return f"{tmp_path} {real_broker.bootstrap} {' '.join(topics)}"


def codes(folder):
    return sorted(int(one.code) for one in facts(folder, UnitAnnounced))


def headers(name, *more):
    return [*SAID.items(), ("ce_id", name), JSON, *more]


def test_packed_messages_are_taken_however_they_are_packed(
    tmp_path, real_broker, topics, order, intakes
):
    sound = announcements(20)
    for number, packing in enumerate(("gzip", "lz4", "snappy", "zstd")):
        settings = {"bootstrap.servers": real_broker.bootstrap, "compression.type": packing}
        out = Producer(settings)
        for name, body in sound[5 * number : 5 * number + 5]:
            out.produce(topics[0], body, headers=headers(name))
        assert out.flush(SECONDS) == 0
    with taking(intakes, order):
        wait_until_taken(tmp_path, len(sound))

    assert len(sound) == len(codes(tmp_path))


def test_what_no_client_can_read_is_put_aside_by_its_place(
    tmp_path, real_broker, topics, order, intakes
):
    before, after = announcements(2)
    with KafkaProducer(bootstrap_servers=real_broker.bootstrap) as out:
        for name, body, more in (
            (*before, ()),
            (b"odd", b"{}", [(Latin("x"), b"y")]),
            (*after, ()),
        ):
            out.send(topics[0], body, headers=headers(name, *more)).get(SECONDS)
    with taking(intakes, order):
        wait_until_taken(tmp_path, 3)
        (named,) = notes(real_broker, topics[1], 1)

    assert 2 == len(codes(tmp_path))
    (aside,) = facts(tmp_path, MessageParked)
    assert ("record-unreadable", 1) == (aside.reasons[0].code, aside.place.offset)
    assert f"{topics[0]}-0 at 1".encode() == dict(named.headers)["vinhdanh_place"]


def test_a_small_message_that_unpacks_to_a_huge_one_stops_nobody(
    tmp_path, real_broker, topics, order, intakes
):
    with KafkaProducer(
        bootstrap_servers=real_broker.bootstrap,
        compression_type="gzip",
        max_request_size=1 << 28,
    ) as out:
        out.send(topics[0], bytes(LARGEST_KEPT + 1), headers=headers(b"huge")).get(SECONDS)
        for name, body in announcements(3):
            out.send(topics[0], body, headers=headers(name)).get(SECONDS)
    with taking(intakes, order):
        wait_until_taken(tmp_path, 4)
        (note,) = notes(real_broker, topics[1], 1)
        assert f"{topics[0]}-0 at 0".encode() == dict(note.headers)["vinhdanh_place"]

    assert 3 == len(codes(tmp_path))


def notes(broker, topic, count):
    """Return what stands in the parking topic once so many messages do."""
    found: dict[bytes, ConsumerRecord] = {}
    end = monotonic() + SECONDS
    with closing(
        KafkaConsumer(
            topic, bootstrap_servers=broker.bootstrap, auto_offset_reset="earliest", group_id=None
        )
    ) as reader:
        while len(found) < count and monotonic() < end:
            for records in reader.poll(500).values():
                found |= {dict(one.headers)["vinhdanh_parked"]: one for one in records}
    return found.values()


def test_nothing_that_a_sender_wrote_stands_in_the_parking_topic(
    tmp_path, real_broker, topics, order, intakes
):
    said = headers(b"by-Anh", ("ce_subject", b"about Anh"))
    with KafkaProducer(bootstrap_servers=real_broker.bootstrap) as out:
        out.send(topics[0], b"{Anh" + b"x" * 1_048_000, b"key of Anh", said).get(SECONDS)
        out.send(topics[0], b"{}", headers=headers(b"next")).get(SECONDS)
        out.send(topics[0], None, b"key", headers(b"tombstone")).get(SECONDS)
    with taking(intakes, order):
        found = notes(real_broker, topics[1], 3)

    assert {b""} == {one.value for one in found}
    assert not [one for one in found if b"Anh" in one.key + repr(one.headers).encode()]
    ours = ["vinhdanh_parked", "vinhdanh_reasons", "vinhdanh_place"]
    assert [ours] * 3 == [[name for name, _ in one.headers] for one in found]


def test_a_topic_made_anew_is_taken_from_its_beginning(
    tmp_path, real_broker, topics, order, intakes
):
    sound = announcements(60)
    with taking(intakes, order), KafkaProducer(bootstrap_servers=real_broker.bootstrap) as out:
        send(out, topics[0], sound[:20])
        wait_until_taken(tmp_path, 20)
        with closing(KafkaAdminClient(bootstrap_servers=real_broker.bootstrap)) as admin:
            admin.delete_topics([topics[0]])
            assert until(lambda: made(admin, topics[0]))
        send(out, topics[0], sound[20:])
        wait_until_taken(tmp_path, 60)

    assert 60 == len(codes(tmp_path))


def made(admin, topic):
    """Make a topic; say no as long as the one of that name is not all gone."""
    try:
        admin.create_topics({topic: {"num_partitions": 1, "replication_factor": 1}})
    except TopicAlreadyExistsError:
        return False
    return True


def send(out, topic, messages):
    for name, body in messages:
        out.send(topic, json.dumps(json.loads(body)).encode(), headers=headers(name)).get(SECONDS)
