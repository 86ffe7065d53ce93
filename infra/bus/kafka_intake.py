"""The intake: orders of other systems, taken from the topic, each with one effect or put aside."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from itertools import chain
from threading import Event

import structlog
from kafka import KafkaConsumer, OffsetAndMetadata, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from sqlalchemy import Engine

from domain.parking.events import Place, Reason
from infra.bus.kafka_aside import Aside
from infra.bus.kafka_connection import connection
from infra.bus.kafka_forgetting import Erased, Forgetting, nobody
from infra.bus.kafka_identity import Identity
from infra.bus.kafka_topics import ORDERS, PARKED
from infra.bus.kafka_unreadable import UNREADABLE, unreadable
from infra.bus.lives import live_again_and_again
from infra.bus.settings import BusSettings
from infra.bus.word import Told
from infra.clock import SystemClock
from projections.bookkeeping import writing
from projections.bus_state import INTAKE, make_bus_tables
from services.city_orders.desk import House
from services.deliveries import delivered
from services.receiving import How, Outcome, receive

# A short poll that ends while the group forms may leave the client without partitions for good.
MOST, POLL_MS, SESSION_MS, UNSEATED = 500, 10_000, 10_000, 6
LARGEST = 8 << 20
HANDS = 8
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Unseated(Exception):
    """No partition for a minute: begin anew, for the client may have missed its answer."""


class Passed(Exception):
    """Records that no client of ours can read were put aside by their place."""


class Intake:
    """
    Takes messages in; their places are committed after their effects are in the ledger.

    Messages of one partition are taken in order, partitions beside each other. A message is its
    own order's id, so one that comes again, after a death before the commit, changes nothing.
    """

    def __init__(
        self,
        bus: BusSettings,
        house: House,
        engine: Engine,
        topics: tuple[str, str] = (ORDERS, PARKED),
        seat: str | None = None,
        erased: Erased = nobody,
    ) -> None:
        """
        Take from the first of *topics*, say in the second what was put aside.

        Who comes back to its *seat* in the group goes on at once; without one, a worker that died
        is waited for until its session has run out. No two may have the same. Once somebody was
        *erased*, what was taken in by then goes from the topic.
        """
        self._bus, self._house, self._engine = bus, house, engine
        (self._topic, self._parked), self._seat = topics, seat
        self._forgetting = Forgetting(bus, erased)
        self._clock = SystemClock()
        self._told = Told(INTAKE, engine)

    def run(self, stopping: Event) -> None:
        """Work until told to stop; whatever fails is told, and tried again after a pause."""
        live_again_and_again(lambda: self._turn(stopping), self._told, stopping)

    def _turn(self, stopping: Event) -> None:
        with writing(self._engine) as tx:
            make_bus_tables(tx)
        with suppress(Passed):
            self._live(stopping)

    def _live(self, stopping: Event) -> None:
        """Live the life of one consumer."""
        with ExitStack() as opened:
            consumer = opened.enter_context(closing(self._consumer()))
            aside = opened.enter_context(closing(Aside(self._bus, self._parked)))
            topic = opened.enter_context(closing(Identity(self._bus, self._topic)))
            hands = opened.enter_context(ThreadPoolExecutor(HANDS, "intake"))
            count, idle = self._told.mark(), 0
            while not stopping.is_set():
                if topic.is_another():
                    _begin_anew(consumer)
                come = self._come(consumer, aside)
                idle = 0 if come or consumer.assignment() else idle + 1
                if idle > UNSEATED:
                    raise Unseated("the group gave us no partition")
                if come:
                    self._note_aside(chain(*hands.map(self._take, come.values())), aside)
                    consumer.commit()
                    count += sum(map(len, come.values()))
                self._forgetting.look(consumer)
                self._told.well(count)

    def _note_aside(self, taken: Iterable[tuple[ConsumerRecord, Outcome]], aside: Aside) -> None:
        """Say what was put aside to those who look at the bus; our own store has it."""
        for one, outcome in taken:
            if outcome.message is not None:
                aside.note(Place(one.topic, one.partition, one.offset), outcome)
        aside.flush()

    def _come(
        self, consumer: KafkaConsumer, aside: Aside
    ) -> Mapping[TopicPartition, Sequence[ConsumerRecord]]:
        """
        Return what has come; what the client cannot read is put aside by its place.

        Raises:
            Passed: it was, so begin anew behind it.
        """
        try:
            found: Mapping[TopicPartition, Sequence[ConsumerRecord]]
            found = consumer.poll(timeout_ms=POLL_MS)
        except UNREADABLE as error:
            passed: dict[TopicPartition, OffsetAndMetadata] = {}
            for part, offset, why in unreadable(self._bus, consumer):
                place = Place(part.topic, part.partition, offset)
                aside.note(place, self._put_by(place, why))
                passed[part] = OffsetAndMetadata(offset + 1, "", -1)
            if not passed:
                raise
            aside.flush()
            consumer.commit(passed)
            raise Passed(f"records nobody can read, up to {passed}") from error
        return found

    def _put_by(self, place: Place, error: Exception) -> Outcome:
        """Put a record aside of which nothing is known but where it stands."""
        log.error("message.unreadable", place=f"{place}", error=repr(error)[:200])
        about = (("error", type(error).__name__),)
        reason = Reason("record-unreadable", "no client of ours can read the record", about)
        return receive(delivered((), None, place, self._clock.now()), self._house, (reason,))

    def _take(self, records: Sequence[ConsumerRecord]) -> list[tuple[ConsumerRecord, Outcome]]:
        """Take the messages of one partition in."""
        return [(one, self._taken(one)) for one in records]

    def _taken(self, record: ConsumerRecord) -> Outcome:
        place = Place(record.topic, record.partition, record.offset)
        message = delivered(record.headers, record.value, place, self._clock.now())
        outcome = receive(message, self._house)
        if outcome.broke is not None:
            log.error("message.broke-us", message=str(outcome.message), exc_info=outcome.broke)
        if outcome.how is How.PARKED:
            codes = sorted({one.code for one in outcome.reasons})
            log.warning("message.parked", message=str(outcome.message), reasons=codes)
        return outcome

    def _consumer(self) -> KafkaConsumer:
        return KafkaConsumer(
            self._topic,
            **connection(self._bus, "intake"),
            group_id=f"vinhdanh-intake {self._bus.source}",
            group_instance_id=self._seat,
            session_timeout_ms=SESSION_MS,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_poll_records=MOST,
            max_partition_fetch_bytes=LARGEST,
        )


def _begin_anew(consumer: KafkaConsumer) -> None:
    """Take all messages of a topic that was made anew: what was done is known by its receipt."""
    log.error("intake.topic-made-anew")
    for part in consumer.assignment():
        consumer.seek_to_beginning(part)
