"""A reader of committed messages who waits for what is to come."""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from time import monotonic

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from tests.brokers.broker import Broker
from tests.bus.weighing import number_of


class Listener:
    """Hears a topic from its beginning, partition by partition in order."""

    def __init__(self, consumer: KafkaConsumer, topic: str) -> None:
        parts = [TopicPartition(topic, one) for one in consumer.partitions_for_topic(topic)]
        self._consumer, self._heard = consumer, list[ConsumerRecord]()
        consumer.assign(parts)
        consumer.seek_to_beginning(*parts)

    @property
    def records(self) -> list[ConsumerRecord]:
        """What was heard, one partition after the other."""
        return sorted(self._heard, key=lambda one: int(one.partition))

    def hear(self, numbers: Collection[int], seconds: float) -> bool:
        """Listen until every letter of *numbers* was heard; say no when that took too long."""
        wanted = set(numbers) - {number_of(one) for one in self._heard}
        end = monotonic() + seconds
        while wanted and monotonic() < end:
            wanted -= {number_of(one) for one in self._some(50)}
        return not wanted

    def hear_out(self) -> None:
        """Listen until nothing has come for a while: what comes twice comes late."""
        while self._some(2_000):
            pass

    def _some(self, millis: int) -> list[ConsumerRecord]:
        come = [one for some in self._consumer.poll(timeout_ms=millis).values() for one in some]
        self._heard += come
        return come


@contextmanager
def listening(broker: Broker, topic: str) -> Iterator[Listener]:
    """Lend a listener."""
    with closing(
        KafkaConsumer(
            bootstrap_servers=broker.bootstrap,
            enable_auto_commit=False,
            isolation_level="read_committed",
            reconnect_backoff_max_ms=200,
        )
    ) as consumer:
        yield Listener(consumer, topic)
