"""A relay in a process of its own, to be killed, and an office it works for."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic, sleep
from typing import Never

import structlog
from kafka import KafkaProducer
from kafka.consumer.fetcher import ConsumerRecord

from infra.bus.city_language import CityLanguage, headers_of
from infra.bus.kafka_relay import Relay
from infra.bus.settings import BusSettings
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.views.database import open_views
from infra.views.lease import NoLease
from projections.bookkeeping import writing
from projections.bus_state import RELAY, BusState, make_bus_tables, note, noted
from projections.city_outbox import Letter, letters_after, write_letters
from tests.brokers.broker import Broker
from tests.bus.weighing import all_of, letters_of
from tests.projections.made_up import commands, write

SOURCE = "/vinhdanh/test"
PATIENCE, LONGEST_LIFE = 180.0, 0.2
DIE_EARLY = 0.2


def bus_at(bootstrap: str, source: str = SOURCE) -> BusSettings:
    """Return the settings of a bus that anybody may use."""
    return BusSettings(
        brokers=(bootstrap,),
        source=source,
        security="PLAINTEXT",
        ca=None,
        certificate=None,
        key=None,
        mechanism="PLAIN",
        user=None,
        password=None,
        partitions=3,
        workers="elsewhere",
    )


@dataclass(frozen=True)
class Office:
    """A ledger, its outbox, and the topic it tells."""

    home: Path
    broker: Broker
    topic: str
    ledger: StoreLedger
    nursery: subprocess.Popen[str]

    @contextmanager
    def relaying(self, how: str = "fenced") -> Iterator[int]:
        """Run a relay in a process of its own, and kill it at the end of the block."""
        assert self.nursery.stdin
        assert self.nursery.stdout
        order = f"{self.home} {self.broker.bootstrap} {self.topic} {how}"
        print(order, file=self.nursery.stdin, flush=True)
        pid = int(self.nursery.stdout.readline())
        try:
            yield pid
        finally:
            os.kill(pid, signal.SIGKILL)
            assert self.nursery.stdout.readline() == "gone\n"

    def letters(self) -> list[Letter]:
        """Write what is not written yet, and return all letters."""
        return letters_of(self.ledger, SOURCE, self.home)

    def sent(self) -> int:
        """Return the number of the last letter the relay knows to be sent."""
        engine = open_views(self.home, "sqlite://")
        with engine.connect() as tx:
            state = noted(RELAY, tx) if engine.dialect.has_table(tx, "bus_state_v1") else None
        engine.dispose()
        return state.mark if state else 0

    def kill_one(self, dice: Random, how: str = "fenced") -> None:
        """
        Run a relay and kill it soon.

        One in five dies wherever it is, mostly at its start; the others after they were seen to
        send, so that a slow machine still sees them at work.
        """
        before, early = self.sent(), dice.random() < DIE_EARLY
        with self.relaying(how):
            end = monotonic() + PATIENCE
            while not early and self.sent() == before:
                assert monotonic() < end, self.log()
            sleep(dice.uniform(0, LONGEST_LIFE))

    def wait_until_sent(self) -> None:
        """Return when every letter is sent."""
        last, end = len(self.letters()), monotonic() + PATIENCE
        while self.sent() < last:
            assert monotonic() < end, (self.sent(), last, self.log())
            sleep(0.02)

    def log(self) -> str:
        """Return the end of what the relays said."""
        return (self.home / "relay.log").read_text()[-4_000:]

    def read(self) -> list[ConsumerRecord]:
        """Return what a reader of committed messages sees, partition by partition, in order."""
        return all_of(self.broker.bootstrap, self.topic)


@contextmanager
def at_work(ledger: StoreLedger, seed: int, pause: float = 0.0) -> Iterator[list[int]]:
    """Let commands happen for the time of the block; lend the list of those that did."""
    stopping, done = Event(), list[int]()

    def work() -> None:
        for number, changes in enumerate(commands(seed)):
            if stopping.is_set():
                return
            write(ledger, number, changes)
            done.append(number)
            sleep(pause)

    thread = Thread(target=work)
    thread.start()
    try:
        yield done
    finally:
        stopping.set()
        thread.join()


def unfenced(office: Path, bootstrap: str, topic: str, ledger: StoreLedger) -> Never:
    """Send as one would without a fence: from where it is remembered that one was."""
    engine, language = open_views(office, "sqlite://"), CityLanguage(SOURCE)
    with writing(engine) as tx:
        make_bus_tables(tx)
        state = noted(RELAY, tx)
    at = state.mark if state else 0
    producer = KafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)
    while True:
        write_letters(language, ledger, engine)
        with engine.connect() as tx:
            letters = letters_after(at, 5, tx)
        for one in letters:
            producer.send(topic, one.body.encode(), one.key.encode(), headers_of(one))
        producer.flush()
        at = letters[-1].sequence if letters else at
        with writing(engine) as tx:
            note(BusState(RELAY, at, datetime.now(UTC), None), tx)


def relay(home: Path, bootstrap: str, topic: str, how: str) -> Never:
    """Relay from the office at *home* until somebody ends it."""
    log = (home / "relay.log").open("a")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(log))
    os.dup2(log.fileno(), sys.stderr.fileno())
    with closing(open_ledger(f"sqlite:///{home}/ledger.db")) as ledger:
        if how == "unfenced":
            unfenced(home, bootstrap, topic, ledger)
        engine = open_views(home, "sqlite://")
        fenced = Relay(bus_at(bootstrap), topic, ledger, engine, CityLanguage(SOURCE))
        fenced.run(NoLease(), Event())
    os._exit(1)


def main() -> None:
    """Read orders, `<home> <bootstrap> <topic> <how>` each; fork a relay for each, see it end."""
    for order in sys.stdin:
        home, bootstrap, topic, how = order.split()
        child = os.fork()
        if child == 0:
            say(str(os.getpid()))
            relay(Path(home), bootstrap, topic, how)
        os.waitpid(child, 0)
        say("gone")


def say(word: str) -> None:
    """Answer who gave the order."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
