"""The parking topic: copies of what was put aside, for those who look at the bus."""

from collections.abc import Mapping

from kafka import KafkaProducer
from kafka.consumer.fetcher import ConsumerRecord
from kafka.producer.future import FutureRecordMetadata

from domain.parking.events import Place
from infra.bus_settings import BusSettings
from infra.kafka_connection import connection
from services.receiving import Outcome

LARGEST_COPY = 900_000  # brokers take a MiB unless told otherwise, our headers and theirs included
SECONDS = 30
Headers = list[tuple[str, bytes]]
NAMED = frozenset({"ce_id", "ce_source", "ce_type"})


class Aside:
    """
    Sends copies, and knows of each whether it has come.

    A copy may come twice, as after a death; `vinhdanh_parked` tells which message it is. What a
    broker would not take is left out, and the copy says so: our own store has it.
    """

    def __init__(self, bus: BusSettings, topic: str) -> None:
        self._topic = topic
        self._under_way: list[FutureRecordMetadata] = []
        self._producer = KafkaProducer(
            **connection(bus, "parking"),
            acks="all",
            enable_idempotence=True,
            allow_auto_create_topics=False,
        )

    def copy(self, record: ConsumerRecord, outcome: Outcome) -> None:
        """Send a copy of a message that was put aside."""
        self._send(*_whole_or_named(record), outcome)

    def name(self, place: Place, outcome: Outcome) -> None:
        """Send the place of a record that nobody could read, which was put aside."""
        where = f"{place.topic}-{place.partition} at {place.offset}"
        self._send(None, b"", [("vinhdanh_place", where.encode())], outcome)

    def _send(self, key: bytes | None, value: bytes, headers: Headers, outcome: Outcome) -> None:
        told = [*headers, *_why(outcome).items()]
        self._under_way.append(self._producer.send(self._topic, value, key, told))

    def flush(self) -> None:
        """
        Wait until every copy has come.

        Raises:
            KafkaError: one has not, so that its message must not be taken for done with.
        """
        under_way, self._under_way = self._under_way, []
        for one in under_way:
            one.get(SECONDS)

    def close(self) -> None:
        """Send nothing more."""
        self._producer.close(timeout=1)


def _why(outcome: Outcome) -> Mapping[str, bytes]:
    """Return the headers that say why a message was put aside, and under which key it is kept."""
    codes = ",".join(sorted({one.code for one in outcome.reasons}))
    return {
        "vinhdanh_parked": str(outcome.message).encode(),
        "vinhdanh_reasons": codes.encode(),
    }


def _whole_or_named(record: ConsumerRecord) -> tuple[bytes | None, bytes, Headers]:
    """Return key, content and headers of a copy; of a message too large what names it."""
    value = record.value or b""  # the client sends no nothing
    size = len(value) + sum(len(name) + len(held or b"") for name, held in record.headers)
    if size <= LARGEST_COPY:
        return record.key, value, list(record.headers)
    named = [(name, held[:200]) for name, held in record.headers if name in NAMED and held]
    return None, b"", [*named[: len(NAMED)], ("vinhdanh_left_out", str(size).encode())]
