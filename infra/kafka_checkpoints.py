"""Checkpoints on the bus: each as it was signed, with the proof since the one before it."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Event
from time import monotonic

import structlog
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from domain.proof.growth import Growth, read_growth
from domain.proof.note import base64_of, read_checkpoint
from infra.bus_settings import BusSettings
from infra.kafka_connection import connection
from infra.kafka_ends import TopicUnread
from infra.kafka_refusals import described
from infra.kafka_topics import CHECKPOINTS
from services.proofs import Proofs, grown

EVERY, SECONDS = 300.0, 30.0
OLD, HASHES = "vinhdanh_old", "vinhdanh_hashes"
PLAIN = ("content-type", b"text/plain; charset=utf-8")
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class CheckpointSender:
    """
    Sends the checkpoint now and then where the log grew; the topic says what it was told last.

    Two senders, or one that died after sending, may send one twice: it is the same checkpoint.
    """

    def __init__(
        self, bus: BusSettings, proofs: Proofs, topic: str = CHECKPOINTS, every: float = EVERY
    ) -> None:
        self._bus, self._proofs, self._topic, self._every = bus, proofs, topic, every

    def run(self, stopping: Event) -> None:
        """Send until told to stop; what is in the way is logged, and tried again next time."""
        while not stopping.is_set():
            try:
                self.send()
            except Exception as error:  # noqa: BLE001 - whatever it is, letters go out meanwhile
                kind, why = described(error)
                log.warning("checkpoints.troubled", reason=f"{kind}: {why}")
            stopping.wait(self._every)

    def send(self) -> int:
        """Send the checkpoint, unless the topic has it; return how many facts it is of."""
        last = told(self._bus, self._topic, only_last=True)
        old = _size(read_growth(last[-1])) if last else 0
        growth = grown(old, self._proofs)
        if (size := _size(growth)) > old:
            self._put(growth)
        return size

    def _put(self, growth: Growth) -> None:
        key = read_checkpoint(growth.note).origin.encode()
        hashes = "\n".join(base64_of(one) for one in growth.path)
        headers = [(OLD, b"%d" % growth.old), (HASHES, hashes.encode()), PLAIN]
        with closing(
            KafkaProducer(
                **connection(self._bus, "checkpoints"),
                acks="all",
                enable_idempotence=True,
                allow_auto_create_topics=False,
                max_block_ms=int(SECONDS * 1_000),
            )
        ) as producer:
            sent = producer.send(self._topic, growth.note.written().encode(), key, headers)
            sent.get(SECONDS)


def told(bus: BusSettings, topic: str = CHECKPOINTS, *, only_last: bool = False) -> Sequence[str]:
    """
    Return what the topic tells, in order: each a checkpoint with the proof since an older one.

    Raises:
        TopicUnread: the brokers do not show it in time.
        BadNote: a message is none of ours.
    """
    place = TopicPartition(topic, 0)
    with _reader(bus) as reader:
        reader.assign([place])
        end, first = reader.end_offsets([place])[place], reader.beginning_offsets([place])[place]
        reader.seek(place, max(first, end - 1) if only_last else first)
        return [_carried(one) for one in _until(end, place, reader)]


@contextmanager
def _reader(bus: BusSettings) -> Iterator[KafkaConsumer]:
    with closing(
        KafkaConsumer(
            **connection(bus, "checkpoints"),
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
        )
    ) as opened:
        yield opened


def _until(end: int, place: TopicPartition, reader: KafkaConsumer) -> Iterator[ConsumerRecord]:
    latest = monotonic() + SECONDS
    while reader.position(place) < end:
        if monotonic() > latest:
            raise TopicUnread(f"of topic {place.topic} not all came within {SECONDS} s")
        for some in reader.poll(timeout_ms=200).values():
            yield from some


def _carried(record: ConsumerRecord) -> str:
    """Return a message as a growth is carried; whether it is one is for the reader to see."""
    said = {name: (value or b"").decode(errors="replace") for name, value in record.headers}
    hashes = "".join(f"{line}\n" for line in said.get(HASHES, "").splitlines())
    note = (record.value or b"").decode(errors="replace")
    return f"old {said.get(OLD, '')}\n{hashes}\n{note}"


def _size(growth: Growth) -> int:
    return read_checkpoint(growth.note).size
