"""Checkpoints on the bus: each as it was signed, with the proof since the one before it."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Event
from time import monotonic

import structlog
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from domain.proof.growth import Growth, read_growth
from domain.proof.note import BadNote, Key, Note, base64_of, read_checkpoint
from infra.bus.kafka_connection import connection
from infra.bus.kafka_ends import TopicUnread
from infra.bus.kafka_refusals import described
from infra.bus.kafka_topics import CHECKPOINTS
from infra.bus.settings import BusSettings
from infra.proof.keys import signers_of_its_log
from services.loose_ends import LooseEnds
from services.proofs import Proofs
from services.witnessing import PassedBy, Strange, Told

EVERY, SECONDS, STANDBY = 300.0, 30.0, 1.0
WINDOW = 1_000  # what a sender that starts reads of the topic
OLD, HASHES = "vinhdanh_old", "vinhdanh_hashes"
PLAIN = ("content-type", b"text/plain; charset=utf-8")
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class CheckpointSender:
    """
    Sends the checkpoint now and then where the log grew, as long as *leading* is set.

    Whoever lost the lease in the middle of a turn may still send: such checkpoints, proven from an
    older one only, are found on the topic by the next turn of whoever sends then, and tied on.
    """

    def __init__(
        self,
        bus: BusSettings,
        proofs: Proofs,
        topic: str = CHECKPOINTS,
        every: float = EVERY,
        leading: Event | None = None,
    ) -> None:
        self._bus, self._proofs, self._topic, self._every = bus, proofs, topic, every
        self._leading, self._ends = leading, LooseEnds()
        self._place: int | None = None

    def run(self, stopping: Event) -> None:
        """Send until told to stop; what is in the way is logged, and tried again next time."""
        while not stopping.is_set():
            if self._leading and not self._leading.wait(STANDBY):
                continue
            try:
                self.send()
            except Exception as error:  # noqa: BLE001 - whatever it is, letters go out meanwhile
                kind, why = described(error)
                log.warning("checkpoints.troubled", reason=f"{kind}: {why}")
            stopping.wait(self._every)

    def send(self) -> int:
        """
        Send the checkpoint, proven from each that the topic leaves open; return its size.

        The topic is read before the log: what was told then is no longer than the log is now.
        """
        self._listen()
        growths = self._ends.tied(self._proofs)
        if growths:
            self._put(*growths)
        return _size(self._proofs.checkpoint())

    def _listen(self) -> None:
        """Take in what is new; who starts, and finds nothing of ours in the window, reads all."""
        starting = self._place is None
        found = self._take(told(self._bus, self._topic, since=self._place, window=WINDOW))
        if starting and not found and self._place:
            self._take(told(self._bus, self._topic))

    def _take(self, some: Sequence[Told]) -> int:
        """Take in what was told, and say how much; what we did not sign leaves nothing open."""
        keys, passed, before = self._proofs.verifiers(), PassedBy(), self._place
        for one in some:
            try:
                growth = signed_growth(one.written, keys)
                self._ends.take(growth.old, read_checkpoint(growth.note))
            except BadNote as err:
                passed.take(one.place, Strange(str(err)))
            self._place = one.place
        if passed.count and passed.place != before:  # the last one is read again each time
            log.warning("checkpoints.strange", count=passed.count, first=passed.why)
        return len(some) - passed.count

    def _put(self, *growths: Growth) -> None:
        with closing(
            KafkaProducer(
                **connection(self._bus, "checkpoints"),
                acks="all",
                enable_idempotence=True,
                allow_auto_create_topics=False,
                max_block_ms=int(SECONDS * 1_000),
            )
        ) as producer:
            for growth in growths:
                key = read_checkpoint(growth.note).origin.encode()
                hashes = "\n".join(base64_of(one) for one in growth.path)
                headers = [(OLD, b"%d" % growth.old), (HASHES, hashes.encode()), PLAIN]
                sent = producer.send(self._topic, growth.note.written().encode(), key, headers)
                sent.get(SECONDS)


def signed_growth(written: str, keys: Sequence[Key]) -> Growth:
    """Return a growth that one of *keys* signed; BadNote when it is none."""
    growth = read_growth(written)
    if not signers_of_its_log(growth.note, keys):
        raise BadNote("no key of this log signed it")
    return growth


def told(
    bus: BusSettings,
    topic: str = CHECKPOINTS,
    *,
    since: int | None = None,
    window: int | None = None,
) -> Sequence[Told]:
    """
    Return what the topic tells, in order: each a checkpoint with the proof since an older one.

    Args:
        bus: where the brokers are.
        topic: which one is read.
        since: the place of the first one; None, or one that the topic has not, for the beginning.
        window: without a place no more than so many are read, the last ones.

    Raises:
        TopicUnread: the brokers do not show it in time.
    """
    place = TopicPartition(topic, 0)
    with _reader(bus) as reader:
        reader.assign([place])
        end, first = reader.end_offsets([place])[place], reader.beginning_offsets([place])[place]
        if since is None or since >= end:
            since = end - window if window else first
        reader.seek(place, max(first, since))
        return [Told(one.offset, _carried(one)) for one in _until(end, place, reader)]


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
            raise TopicUnread(f"of topic {place.topic} nothing more came within {SECONDS} s")
        for some in reader.poll(timeout_ms=200).values():
            yield from some
            latest = monotonic() + SECONDS


def _carried(record: ConsumerRecord) -> str:
    """Return a message as a growth is carried; whether it is one is for the reader to see."""
    said = {name: (value or b"").decode(errors="replace") for name, value in record.headers}
    hashes = "".join(f"{line}\n" for line in said.get(HASHES, "").splitlines())
    note = (record.value or b"").decode(errors="replace")
    return f"old {said.get(OLD, '')}\n{hashes}\n{note}"


def _size(note: Note) -> int:
    return read_checkpoint(note).size
