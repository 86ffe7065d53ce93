"""The parking topic: that something was put aside, why and where it stood, for who looks there."""

from collections.abc import Mapping

from kafka import KafkaProducer
from kafka.producer.future import FutureRecordMetadata

from domain.parking.events import Place
from infra.bus.kafka_connection import connection
from infra.bus.settings import BusSettings
from services.receiving import Outcome

SECONDS = 30


class Aside:
    """
    Sends notes, and knows of each whether it has come.

    A note may come twice, as after a death; `vinhdanh_parked` tells which message it is. Nothing
    that a sender wrote is in it: what is kept of that lies where it can be erased (ADR 107).
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

    def note(self, place: Place, outcome: Outcome) -> None:
        """Say that the record which stands at a place was put aside."""
        told = _told(place, outcome)
        key = told["vinhdanh_parked"]
        self._under_way.append(self._producer.send(self._topic, b"", key, [*told.items()]))

    def flush(self) -> None:
        """
        Wait until every note has come.

        Raises:
            KafkaError: one has not, so that its message must not be taken for done with.
        """
        under_way, self._under_way = self._under_way, []
        for one in under_way:
            one.get(SECONDS)

    def close(self) -> None:
        """Send nothing more."""
        self._producer.close(timeout=1)


def _told(place: Place, outcome: Outcome) -> Mapping[str, bytes]:
    """Return the headers: under which key the message is kept, why, and where it stood."""
    said = {
        "vinhdanh_parked": str(outcome.message),
        "vinhdanh_reasons": ",".join(sorted({one.code for one in outcome.reasons})),
        "vinhdanh_place": f"{place.topic}-{place.partition} at {place.offset}",
    }
    return {name: text.encode() for name, text in said.items()}
