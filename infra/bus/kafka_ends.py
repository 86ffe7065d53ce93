"""Where the partitions of a topic end: what is written, and what of it is decided."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from time import monotonic, sleep

from kafka import KafkaConsumer, TopicPartition

from infra.bus.kafka_connection import connection
from infra.bus.settings import BusSettings

PATIENCE, PAUSE = 70.0, 0.05  # a producer that died in a transaction is cut off after a minute


class TopicUnread(Exception):
    """The brokers did not show all of the topic, or not in time."""


class Ends:
    """
    The ends of all partitions, as two readers see them: of all that is written, of all decided.

    A transaction that is neither committed nor undone hides all that comes after it, whosoever that
    is: what is committed there is not seen yet.
    """

    def __init__(self, topic: str, written: KafkaConsumer, decided: KafkaConsumer) -> None:
        """
        Find the partitions.

        Raises:
            TopicUnread: there are none, or not all; a topic to be told everything looks different.
        """
        self._written, self._decided = written, decided
        numbers = sorted(written.partitions_for_topic(topic))
        if not numbers or numbers != [*range(len(numbers))]:
            raise TopicUnread(f"of topic {topic} the brokers know the partitions {numbers}")
        self.parts = [TopicPartition(topic, number) for number in numbers]

    def begins(self) -> Mapping[TopicPartition, int]:
        """Return the offset of the first message each partition still holds."""
        found: Mapping[TopicPartition, int] = self._written.beginning_offsets(self.parts)
        return found

    def written(self) -> Mapping[TopicPartition, int]:
        """Return the offset after the last message of each partition."""
        found: Mapping[TopicPartition, int] = self._written.end_offsets(self.parts)
        return found

    def undecided(self, ends: Mapping[TopicPartition, int]) -> list[TopicPartition]:
        """Return the partitions where something before *ends* is hidden by a transaction."""
        decided = self._decided.end_offsets([*ends])
        return [part for part, end in ends.items() if decided[part] < end]

    def wait_until_decided(self, ends: Mapping[TopicPartition, int]) -> None:
        """
        Return when a reader of committed messages sees all there will be before *ends*.

        Raises:
            TopicUnread: a transaction stays open.
        """
        until = monotonic() + PATIENCE
        while hidden := self.undecided(ends):
            if monotonic() > until:
                raise TopicUnread(f"a transaction stays open in {hidden}")
            sleep(PAUSE)


@contextmanager
def ends_of(bus: BusSettings, topic: str) -> Iterator[Ends]:
    """Lend the ends of *topic*."""
    with (
        closing(reader(bus, "read_uncommitted")) as written,
        closing(reader(bus, "read_committed")) as decided,
    ):
        yield Ends(topic, written, decided)


def reader(bus: BusSettings, isolation: str) -> KafkaConsumer:
    """Return a consumer of no group that begins where it is told."""
    options = connection(bus, "tail") | {
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
        "isolation_level": isolation,
    }
    return KafkaConsumer(**options)
