"""Records that the client cannot read: found one by one, so that others come through."""

import zlib
from collections.abc import Iterator
from contextlib import closing
from gzip import BadGzipFile

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import CorruptRecordError, UnsupportedCodecError

from infra.bus.kafka_ends import reader
from infra.bus.settings import BusSettings

READ_MS = 5_000
# What the client raises for a record it fetched; brokers that are away raise none of these.
UNREADABLE = (
    BadGzipFile,
    CorruptRecordError,
    EOFError,
    MemoryError,
    UnsupportedCodecError,
    ValueError,  # a name of a header that is no UTF-8, among others
    zlib.error,
)


def unreadable(
    bus: BusSettings, consumer: KafkaConsumer
) -> Iterator[tuple[TopicPartition, int, Exception]]:
    """
    Yield partition, offset and error of the records in the way of *consumer*, whose poll failed.

    A client is of no use after such an error, so each record is tried by a new one. One in a batch
    may spoil those that follow it there: each of them is yielded in its turn.
    """
    seats = consumer.assignment()
    at = {part: consumer.position(part) for part in seats}
    with closing(reader(bus, "read_committed")) as looking:
        ends = looking.end_offsets(list(seats))
    for part in sorted(seats):
        while at[part] < ends[part] and (error := _error_at(bus, part, at[part])):
            yield part, at[part], error
            at[part] += 1


def _error_at(bus: BusSettings, part: TopicPartition, at: int) -> Exception | None:
    """Return why the record at an offset cannot be read, None when it can."""
    with closing(reader(bus, "read_committed")) as trying:
        trying.assign([part])
        trying.seek(part, at)
        try:
            trying.poll(timeout_ms=READ_MS, max_records=1)
        except UNREADABLE as error:
            return error
    return None
