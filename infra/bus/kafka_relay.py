"""The relay: what stands in the outbox goes to the city, each letter once and in order."""

from collections.abc import Sequence
from threading import Event

import structlog
from sqlalchemy import Engine

from infra.bus.kafka_sender import Sender
from infra.bus.kafka_tail import Mark, Reach, Tail, partition_of
from infra.bus.lives import live_again_and_again
from infra.bus.settings import BusSettings
from infra.bus.word import Told
from infra.views.lease import Lease
from projections.bookkeeping import writing
from projections.bus_state import RELAY, make_bus_tables
from projections.city_outbox import (
    Language,
    Letter,
    followed,
    letter,
    letters_after,
    write_letters,
)
from projections.feed import Feed

BATCH = 8_000  # letters a transaction: the wait for its end is spread over so many (bench relay)
IDLE = 0.02
STANDBY = 1.0
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class AnotherHistory(Exception):
    """The topic holds letters that this outbox did not write: one of the two is not ours."""


class BeginningLost(Exception):
    """The topic lacks our first letter, and nothing has expired: it was made or divided anew."""


class Relay:
    """
    Writes the letters and sends them, for as long as it holds the lease.

    With the brokers away letters are written all the same; they go out later, in order.
    """

    def __init__(
        self, bus: BusSettings, topic: str, feed: Feed, engine: Engine, language: Language
    ) -> None:
        self._bus, self._topic, self._feed, self._engine = bus, topic, feed, engine
        self._language = language
        self._told = Told(RELAY, engine)

    def run(self, lease: Lease, stopping: Event) -> None:
        """Work until told to stop; whatever fails is told, and tried again after a pause."""
        live_again_and_again(lambda: self._turn(lease, stopping), self._told, stopping)
        lease.give_back()

    def _turn(self, lease: Lease, stopping: Event) -> None:
        """Live while the lease is ours, else wait for it."""
        if not lease.held():
            stopping.wait(STANDBY)
            return
        with writing(self._engine) as tx:  # where we were, before anything is said of where we are
            make_bus_tables(tx)
        self._live(lease, stopping)

    def _live(self, lease: Lease, stopping: Event) -> None:
        """Live the life of one producer."""
        self._write()
        sender = Sender(self._bus, self._topic)
        try:
            told = self._resume(sender.tail)
            at, said = told.everywhere, -1
            while not stopping.is_set() and lease.held():
                self._write()
                if letters := self._letters(at):
                    sender.send([one for one in letters if not told.has(one)])
                    at = letters[-1].sequence
                else:
                    stopping.wait(IDLE)
                sender.look()
                if said < at >= told.farthest:
                    self._told.well(at)
                    said = at
        finally:
            sender.give_up()

    def _write(self) -> None:
        """Write letters of all facts there are."""
        with self._engine.connect() as tx:
            behind = followed(tx) != self._feed.last_position()
        while behind:
            behind = bool(write_letters(self._language, self._feed, self._engine))

    def _letters(self, after: int) -> Sequence[Letter]:
        with self._engine.connect() as tx:
            return letters_after(after, BATCH, tx)

    def _resume(self, found: Tail) -> Reach:
        """
        Return how far the topic has been told, by itself first and by what we remember second.

        Raises:
            AnotherHistory: a letter in the topic is not the one of that number in the outbox.
            BeginningLost: letters are missing before the first one.
        """
        before = self._told.mark()
        for end in found.ends:
            if end.mark:
                self._recognise(end.mark)
        self._know_the_beginning(found, before)
        if found.last and before > found.last.sequence:
            log.error("relay.topic-lost-its-end", had=before, has=found.last.sequence)
        return found.told(before)

    def _recognise(self, mark: Mark) -> None:
        with self._engine.connect() as tx:
            ours = letter(mark.sequence, tx)
        if ours is None or Mark(ours.sequence, ours.id) != mark:
            raise AnotherHistory(f"the topic ends with {mark}, the outbox has {ours}")

    def _know_the_beginning(self, found: Tail, before: int) -> None:
        """See that the first letter stands where it must, unless it has expired or is still due."""
        with self._engine.connect() as tx:
            first = letters_after(0, 1, tx)
        if first and found.last and not any(end.has_expired for end in found.ends):
            end = found.ends[partition_of(first[0].key, len(found.ends))]
            if end.begins_late or (before > 0 and not end.was_used):
                raise BeginningLost("its first letter is gone, though nothing has expired")
