"""One producer's life: fenced at its birth, given up at the first doubt."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Thread

from kafka import KafkaProducer
from kafka.errors import KafkaError

from infra.bus_settings import BusSettings
from infra.city_language import headers_of
from infra.kafka_connection import connection
from infra.kafka_tail import tail
from projections.city_outbox import Letter

TRANSACTION_MS, ANSWER_SECONDS = 60_000, 20.0
SETTINGS: Mapping[str, object] = {
    "enable_idempotence": True,
    "acks": "all",
    "delivery_timeout_ms": 30_000,
    "request_timeout_ms": 15_000,
    "max_block_ms": 30_000,
    "batch_size": 262_144,
    "linger_ms": 5,
    "allow_auto_create_topics": False,
}


class CommitUnanswered(Exception):
    """Whether the last transaction was committed is not known but by the topic."""


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
            transaction_timeout_ms=TRANSACTION_MS,
            **SETTINGS,
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
        self._commit()
        for one in sent:
            one.get(0)

    def _commit(self) -> None:
        """
        Commit, and wait for the answer for a while.

        The client waits for ever for one that was lost with its broker, so a thread is left to it.
        """
        errors: list[Exception] = []

        def commit() -> None:
            try:
                self._producer.commit_transaction()
            except Exception as error:  # noqa: BLE001 - raised again by who waits
                errors.append(error)

        waiting = Thread(target=commit, name="commit", daemon=True)
        waiting.start()
        waiting.join(ANSWER_SECONDS)
        if waiting.is_alive():
            raise CommitUnanswered(f"nothing was heard within {ANSWER_SECONDS} s")
        if errors:
            raise errors[0]

    def give_up(self) -> None:
        """Send nothing more, and wait for nothing."""
        with suppress(KafkaError):  # what it could not send is the topic's affair now
            self._producer.close(timeout=0, null_logger=True)
