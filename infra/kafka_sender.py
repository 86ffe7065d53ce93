"""One producer's life: fenced at its birth, given up at the first doubt."""

from collections.abc import Sequence

from kafka import KafkaProducer

from infra.bus_settings import BusSettings
from infra.city_language import headers_of
from infra.kafka_connection import connection
from infra.kafka_tail import tail
from projections.city_outbox import Letter

TRANSACTION_MS, DELIVERY_MS, REQUEST_MS, BLOCK_MS = 60_000, 30_000, 15_000, 30_000
BATCH_BYTES, LINGER_MS = 262_144, 5


class Sender:
    """
    Sends letters in transactions, each after the last, by the only producer that may.

    Its birth ends every older one of this source: what that one had begun is undone or complete
    before the end of the topic is read. Whoever gets any error from it closes it and makes another.
    """

    def __init__(self, bus: BusSettings, topic: str) -> None:
        """Fence older producers, then see how far they came."""
        self._topic = topic
        self._producer = KafkaProducer(
            **connection(bus, "relay"),
            transactional_id=f"vinhdanh-relay {bus.source} {topic}",
            enable_idempotence=True,
            acks="all",
            transaction_timeout_ms=TRANSACTION_MS,
            delivery_timeout_ms=DELIVERY_MS,
            request_timeout_ms=REQUEST_MS,
            max_block_ms=BLOCK_MS,
            batch_size=BATCH_BYTES,
            linger_ms=LINGER_MS,
            allow_auto_create_topics=False,
        )
        try:
            self._producer.init_transactions()
            self.tail = tail(bus, topic)
        except BaseException:
            self.give_up()
            raise

    def send(self, letters: Sequence[Letter]) -> None:
        """
        Send *letters*, all or none for readers of committed messages, and wait until it is so.

        Raises:
            Exception: any at all means doubt: nothing is known of the letters but by the topic.
        """
        producer, topic = self._producer, self._topic
        producer.begin_transaction()
        sent = [
            producer.send(topic, one.body.encode(), one.key.encode(), headers_of(one))
            for one in letters
        ]
        producer.commit_transaction()
        for one in sent:
            one.get(0)

    def give_up(self) -> None:
        """Send nothing more, and wait for nothing."""
        self._producer.close(timeout=0, null_logger=True)
