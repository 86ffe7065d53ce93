"""Letting the topic of orders forget what was sent before somebody was erased, once it is in."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from math import inf
from time import monotonic

import structlog
from kafka import KafkaConsumer, TopicPartition
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from infra.bus.kafka_connection import connection
from infra.bus.settings import BusSettings

Erased = Callable[[], datetime | None]
"""Tells when somebody was erased last, None where nobody ever was."""
RESTS = 10.0
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def nobody() -> datetime | None:
    """Tell that nobody was erased."""
    return None


class Forgetting:
    """
    Looks, after messages were taken in, whether some are to be forgotten.

    What a sender typed may name anybody, and the name is not to outlive the person's by the weeks
    that a topic keeps. What came after the erasure stays, and what is not taken in yet as well.
    The views are asked every ten seconds at most, as often as an intake looks up that has nothing
    to do: each time they read the files of all persons (20 ms of processor with 100,000).
    """

    def __init__(
        self, bus: BusSettings, erased: Erased, seconds: Callable[[], float] = monotonic
    ) -> None:
        """Ask *erased* when somebody was last; *seconds* is a clock that never goes back."""
        self._bus, self._erased, self._seconds = bus, erased, seconds
        self._rests_until = -inf
        self._done: dict[TopicPartition, datetime] = {}

    def look(self, consumer: KafkaConsumer) -> None:
        """
        Delete the records up to the last erasure in the partitions that were taken in so far.

        Again is harmless. Where brokers do not let us, it is said once, and tried after the next.
        """
        if self._seconds() < self._rests_until:
            return
        self._rests_until = self._seconds() + RESTS
        at = self._erased()
        if at is not None and (ready := self._ready(consumer, at)):
            self._delete(ready)
            self._done |= dict.fromkeys(ready, at)

    def _ready(self, consumer: KafkaConsumer, at: datetime) -> Mapping[TopicPartition, int]:
        """Return up to where what came before a moment is all taken in, and not deleted yet."""
        left = [one for one in consumer.assignment() if self._done.get(one) != at]
        ends = _ends(consumer, left, at) if left else {}
        return {one: end for one, end in ends.items() if (consumer.committed(one) or 0) >= end}

    def _delete(self, ends: Mapping[TopicPartition, int]) -> None:
        told = {f"{one.topic}-{one.partition}": end for one, end in ends.items()}
        try:
            with closing(KafkaAdminClient(**connection(self._bus, "forgetting"))) as admin:
                admin.delete_records({one: end for one, end in ends.items() if end})
        except KafkaError:
            log.exception("orders.not-forgotten", before=told)
        else:
            log.info("orders.forgotten", before=told)


def _ends(
    consumer: KafkaConsumer, parts: Sequence[TopicPartition], at: datetime
) -> Mapping[TopicPartition, int]:
    """Return the place of the first record after a moment, of each partition; else its end."""
    first = consumer.offsets_for_times(dict.fromkeys(parts, int(at.timestamp() * 1_000)))
    ends = consumer.end_offsets(parts)
    return {one: it.offset if (it := first[one]) else ends[one] for one in parts}
