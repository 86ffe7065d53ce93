"""A topic, two senders that may be slow or die at any moment, and a witness that hears it."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from domain.proof.growth import Growth, read_growth
from domain.proof.note import WITNESS, Note, read_checkpoint
from domain.proof.paths import consistency
from domain.proof.witness import Alarm
from infra.proof.handovers import LogKeys
from infra.proof.keys import new_key
from infra.witness.book import LATER_TABLES, TABLES, BookMemory
from infra.witness.desk import judged
from services.hearing import hear
from services.loose_ends import LooseEnds
from services.proofs import Consistency, Proofs
from services.witnessing import Cosigned
from tests.infra.witness.test_witness import LOG, History

KEY = new_key("w1.example", WITNESS)


class Log:
    """The part of the port Proofs that senders ask, over a history and its length now."""

    def __init__(self, history: History, size: int) -> None:
        self.history, self.length = history, size

    def checkpoint(self) -> Note:
        return read_growth(self.history.shown(0, self.length)).note

    def consistency(self, old: int, size: int) -> Consistency:
        return Consistency(old, size, b"", b"", consistency(old, size, self.history.node))


class Sender:
    """Reads the topic, signs, and puts one message after the other, each when it is told to."""

    def __init__(self, topic: list[Growth], log: Log) -> None:
        self._topic, self._log = topic, log
        self.die()

    def die(self) -> None:
        """Forget everything, as a process that begins anew."""
        self._ends, self._place, self._due = LooseEnds(), 0, list[Growth]()

    def read(self) -> None:
        for one in self._topic[self._place :]:
            self._ends.take(one.old, read_checkpoint(one.note))
        self._place = len(self._topic)

    def sign(self) -> None:
        if self._place or not self._topic:  # who never read does not sign
            self._due = list(self._ends.tied(cast("Proofs", self._log)))

    def put(self) -> None:
        self._topic += self._due[:1]
        del self._due[:1]

    def turn(self) -> None:
        """Do all of it at once."""
        self.read()
        self.sign()
        while self._due:
            self.put()


class Ear:
    """A witness whose book is in memory; each message is heard as one transaction."""

    def __init__(self, topic: list[Growth]) -> None:
        self._topic, self._place, self.alarms = topic, 0, set[str]()
        self._book = sqlite3.connect(":memory:", isolation_level=None)
        for one in (*TABLES, *LATER_TABLES):
            self._book.execute(one)
        self.memory = BookMemory(self._book)

    def listen(self) -> None:
        """Hear what is new; an alarm is kept, and stops at its message."""
        with suppress(Alarm):
            while self._place < len(self._topic):
                self._hear(self._topic[self._place])
                self._place += 1

    def _hear(self, growth: Growth) -> None:
        self._book.execute("BEGIN")
        try:
            hear(growth, self.memory, self._cosign)
        except Alarm as alarm:
            self.alarms.add(alarm.code)
            self._book.execute("ROLLBACK")
            raise
        self._book.execute("COMMIT")

    def _cosign(self, growth: Growth) -> Cosigned:
        return judged(self._book, KEY, LogKeys([LOG.public]), growth)


class Scene:
    """All of them, played by a list of steps."""

    def __init__(self, history: History) -> None:
        self.topic, self.log = list[Growth](), Log(history, 1)
        self.senders = [Sender(self.topic, self.log) for _ in range(2)]
        self.ear = Ear(self.topic)

    def play(self, steps: Sequence[tuple[str, int]]) -> None:
        for name, number in steps:
            if name == "grow":
                self.log.length = min(self.log.length + 1 + number, 60)
            elif name == "listen":
                self.ear.listen()
            else:
                getattr(self.senders[number % 2], name)()

    def settle(self) -> None:
        """Let one sender have its turn, and the witness hear it."""
        self.senders[0].turn()
        self.ear.listen()
