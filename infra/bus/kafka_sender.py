"""One producer's life: fenced at its birth, given up at the first doubt."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from threading import Thread
from time import monotonic

import structlog
from kafka import KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from infra.bus.city_language import headers_of
from infra.bus.kafka_connection import connection
from infra.bus.kafka_ends import ends_of
from infra.bus.kafka_tail import partition_of, tail
from infra.bus.settings import BusSettings
from projections.city_outbox import Letter

TRANSACTION_MS, ANSWER_SECONDS, LOOK_EVERY = 60_000, 15.0, 10.0
NEVER_SEEN = [("vinhdanh", b"undone with what it was sent to undo, see ADR 32")]
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


log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Unanswered(Exception):
    """Whether the last transaction ended as it should is not known but by the topic."""


class NotSeen(Exception):
    """What the brokers said is committed is hidden from readers of committed messages."""


class TopicMadeAnew(Exception):
    """The topic is not the one it was: what was told before is gone from it."""


class Sender:
    """
    Sends letters in transactions, each after the last, by the only producer that may.

    Its birth ends every older one of this source: what that one had begun is undone or complete
    before the end of the topic is read. Whoever gets any error from it closes it and makes another.
    """

    def __init__(self, bus: BusSettings, topic: str) -> None:
        """Fence older producers, then see how far they came."""
        self._bus, self._topic = bus, topic
        self._ends: dict[TopicPartition, int] = {}
        self._looked_for: dict[TopicPartition, int] = {}
        self._looked_at = monotonic()
        self._producer = KafkaProducer(
            **connection(bus, "relay"),
            transactional_id=f"vinhdanh-relay {bus.source} {topic}",
            transaction_timeout_ms=TRANSACTION_MS,
            **SETTINGS,
        )
        try:
            self._producer.init_transactions()
            self._clear()
            self.tail = tail(bus, topic)
        except BaseException:
            self.give_up()
            raise

    def _clear(self) -> None:
        """
        Undo what brokers may have left of an older transaction, neither committed nor undone.

        Older producers are fenced, so whatever of ours is still open was forgotten (ADR 32), and
        the next end of a transaction in its partition would end it too. Let that be an undoing.
        """
        with ends_of(self._bus, self._topic) as ends:
            hidden = ends.undecided(ends.written())
        if not hidden:
            return
        log.warning("relay.cleared", partitions=[one.partition for one in hidden])
        self._producer.begin_transaction()
        for one in hidden:
            self._producer.send(one.topic, b"", partition=one.partition, headers=NEVER_SEEN)
        self._producer.flush(ANSWER_SECONDS)
        self._answered(self._producer.abort_transaction)

    def send(self, letters: Sequence[Letter]) -> None:
        """
        Send *letters*, all or none for readers of committed messages, and wait until it is so.

        Raises:
            Exception: any at all means doubt: nothing is known of the letters but by the topic.
        """
        producer, topic, parts = self._producer, self._topic, len(self.tail.ends)
        producer.begin_transaction()
        sent = [
            producer.send(
                topic,
                one.body.encode(),
                one.key.encode(),
                headers_of(one),
                partition_of(one.key, parts),
            )
            for one in letters
        ]
        self._answered(producer.commit_transaction)
        for one in sent:
            was = one.get(0)
            part = TopicPartition(was.topic, was.partition)
            if was.offset < self._ends.get(part, 0):
                raise TopicMadeAnew(f"{was.topic} has grown shorter")
            self._ends[part] = was.offset + 1

    def look(self) -> None:
        """
        Look now and then whether readers see what was sent up to the last look.

        Raises:
            NotSeen: they do not, so the word of the brokers is in doubt (ADR 32).
            TopicMadeAnew: the topic was deleted and made again.
        """
        if monotonic() - self._looked_at < LOOK_EVERY:
            return
        if self._looked_for:
            with ends_of(self._bus, self._topic) as ends:
                hidden, written = ends.undecided(self._looked_for), ends.written()
            if any(written[part] < end for part, end in self._looked_for.items()):
                raise TopicMadeAnew(f"{self._topic} has grown shorter")
            if hidden:
                raise NotSeen(f"letters are hidden in {hidden}")
        seen = {*self._looked_for.items()}
        self._looked_for = {one: end for one, end in self._ends.items() if (one, end) not in seen}
        self._looked_at = monotonic()

    def _answered(self, end: Callable[[], None]) -> None:
        """
        End the transaction, and wait for the answer for a while.

        The client waits for ever for one that was lost with its broker, so a thread is left to it.
        """
        errors: list[Exception] = []

        def work() -> None:
            try:
                end()
            except Exception as error:  # noqa: BLE001 - raised again by who waits
                errors.append(error)

        waiting = Thread(target=work, name="transaction", daemon=True)
        waiting.start()
        waiting.join(ANSWER_SECONDS)
        if waiting.is_alive():
            raise Unanswered(f"nothing was heard within {ANSWER_SECONDS} s")
        if errors:
            raise errors[0]

    def give_up(self) -> None:
        """Send nothing more, and wait for nothing."""
        with suppress(KafkaError):  # what it could not send is the topic's affair now
            self._producer.close(timeout=0, null_logger=True)
