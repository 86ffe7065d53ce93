"""The end of a topic: the last letter of each partition that readers of committed messages see."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from time import monotonic

from kafka import KafkaConsumer, TopicPartition
from kafka.partitioner.default import murmur2

from infra.bus.kafka_ends import PATIENCE, TopicUnread, ends_of, reader
from infra.bus.settings import BusSettings
from projections.city_outbox import Letter

FIRST_STEP, POLL_MS = 64, 500


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Number and id of a letter."""

    sequence: int
    id: str


@dataclass(frozen=True, slots=True)
class End:
    """
    How a partition ends: with which letter of ours, None where it shows none, and why none.

    `first` is its first letter of ours, None where that has expired or is not among its first.
    """

    mark: Mark | None
    was_used: bool
    has_expired: bool
    first: Mark | None = None

    @property
    def begins_late(self) -> bool:
        """Say whether the first letter of ours it shows is not letter 1."""
        return self.first is not None and self.first.sequence > 1


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a topic has been told: for each partition the number of its last letter, or 0."""

    numbers: Sequence[int]

    @property
    def everywhere(self) -> int:
        """Return the number up to which no letter is wanting anywhere."""
        return min(self.numbers)

    @property
    def farthest(self) -> int:
        """Return the number of the last letter of all."""
        return max(self.numbers)

    def has(self, letter: Letter) -> bool:
        """Say whether *letter* has been told."""
        return letter.sequence <= self.numbers[partition_of(letter.key, len(self.numbers))]


@dataclass(frozen=True, slots=True)
class Tail:
    """
    How all partitions of a topic end for this source.

    Each counts by itself: of one transaction some may show a part while the others lost theirs
    (ADR 32). Within a partition numbers grow and none is left out.
    """

    ends: Sequence[End]

    @property
    def last(self) -> Mark | None:
        """Return the last letter of all, None where there is none."""
        return max((end.mark for end in self.ends if end.mark), default=None)

    def told(self, remembered: int) -> Reach:
        """
        Return how far the topic has been told.

        The topic knows best. Where a partition shows nothing because all of it has expired, or
        because nothing was ever written to it, what is *remembered* counts, as far as the topic
        bears it out; in a topic that is new it does not.
        """
        if not any(end.was_used for end in self.ends):
            return Reach([0] * len(self.ends))
        behind = min(remembered, self.last.sequence) if self.last else remembered
        return Reach([_told(end, behind) for end in self.ends])


def _told(end: End, remembered: int) -> int:
    if end.mark:
        return end.mark.sequence
    return remembered if end.has_expired or not end.was_used else 0


def partition_of(key: str, partitions: int) -> int:
    """Return the partition of *key* as clients of Kafka choose it, by murmur2 of its UTF-8."""
    hashed: int = murmur2(key.encode())
    return (hashed & 0x7FFFFFFF) % partitions


def tail(bus: BusSettings, topic: str) -> Tail:
    """
    Return how *topic* ends for this source.

    Numbers grow within a partition, so the last one of each is looked for from its end backwards.

    Raises:
        TopicUnread: the brokers are silent, do not know the topic, or a transaction stays open.
    """
    with ends_of(bus, topic) as ends, closing(reader(bus, "read_committed")) as consumer:
        begins, written = ends.begins(), ends.written()
        ends.wait_until_decided(written)
        return Tail(
            [_end(consumer, one, begins[one], written[one], bus.source) for one in ends.parts]
        )


def _end(consumer: KafkaConsumer, part: TopicPartition, begin: int, end: int, source: str) -> End:
    last, first = _last(consumer, part, begin, end, source), None
    if last and begin == 0:
        first = next(_marks(consumer, part, 0, min(end, FIRST_STEP), source), None)
    return End(last, was_used=end > 0, has_expired=begin > 0, first=first)


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
            raise TopicUnread(f"{part.topic}-{part.partition} from {low} to {end}")
        for record in consumer.poll(timeout_ms=POLL_MS).get(part, ()):
            said = dict(record.headers)  # others' messages may hold anything
            if record.offset < end and said.get("ce_source") == source.encode():
                yield from _mark(said)


def _mark(said: Mapping[str, bytes | None]) -> Iterator[Mark]:
    """Yield the mark of a letter; what bears our name and no number is none of ours."""
    number, name = said.get("ce_sequence") or b"", said.get("ce_id") or b""
    if number.isdigit() and name.isascii():
        yield Mark(int(number), name.decode())
