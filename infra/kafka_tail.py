"""The end of a topic: the last message of ours that every reader of committed messages sees."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from time import monotonic

from kafka import KafkaConsumer, TopicPartition

from infra.bus_settings import BusSettings
from infra.kafka_connection import connection

FIRST_STEP, POLL_MS = 64, 500
PATIENCE = 60.0


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Number and id of a message."""

    sequence: int
    id: str


@dataclass(frozen=True, slots=True)
class Tail:
    """The last message of ours, None where there is none; and whether anything ever was there."""

    mark: Mark | None
    was_used: bool


class TailUnread(Exception):
    """The brokers did not show the end of the topic in time."""


def tail(bus: BusSettings, topic: str) -> Tail:
    """
    Return how *topic* ends for this source.

    Numbers grow within a partition, so the last one of each is looked for from its end backwards.

    Raises:
        TailUnread: the brokers are silent.
    """
    options = connection(bus, "tail") | {
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
        "isolation_level": "read_committed",
    }
    with closing(KafkaConsumer(**options)) as consumer:
        parts = [TopicPartition(topic, n) for n in consumer.partitions_for_topic(topic) or ()]
        begins, ends = consumer.beginning_offsets(parts), consumer.end_offsets(parts)
        marks = [_last(consumer, one, begins[one], ends[one], bus.source) for one in parts]
    return Tail(max((mark for mark in marks if mark), default=None), any(ends.values()))


def _last(
    consumer: KafkaConsumer, part: TopicPartition, begin: int, end: int, source: str
) -> Mark | None:
    """Return the last mark of one partition; each step back is four times as long."""
    step = FIRST_STEP
    while end > begin:
        low = max(begin, end - step)
        found = list(_marks(consumer, part, low, end, source))
        if found:
            return max(found)
        end, step = low, 4 * step
    return None


def _marks(
    consumer: KafkaConsumer, part: TopicPartition, low: int, end: int, source: str
) -> Iterator[Mark]:
    """Yield the marks of this source from offset *low* up to *end*."""
    consumer.assign([part])
    consumer.seek(part, low)
    until = monotonic() + PATIENCE
    while consumer.position(part) < end:
        if monotonic() > until:
            raise TailUnread(f"{part.topic}-{part.partition} from {low} to {end}")
        for record in consumer.poll(timeout_ms=POLL_MS).get(part, ()):
            said = dict(record.headers)  # others' messages may hold anything
            if record.offset < end and said.get("ce_source") == source.encode():
                yield Mark(int(said["ce_sequence"]), said["ce_id"].decode())
