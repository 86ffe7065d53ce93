"""`vinhdanh serve` on a broker of its own, and cases to act on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from uuid import UUID

from bench import life
from bench.filling import wait_in_ward
from bench.servers import settle, token
from infra.bus.kafka_topics import set_up
from infra.ledger.ledger import StoreLedger, open_ledger
from projections.city_outbox import Letter
from services.city_messages import TOPIC
from tests.api.serving import answers, eventually
from tests.brokers.broker import Broker
from tests.bus.listening import listening
from tests.bus.pacing import Desk, Paced, pace, pacer
from tests.bus.relaying import SOURCE, bus_at
from tests.bus.weighing import letters_of
from tests.old_cases import OLD_CASES
from tests.ports import free_port

PATIENCE, STOP_SECONDS = 180.0, 180
PROGRAM = Path(sys.executable).with_name("vinhdanh")


@dataclass(frozen=True)
class Town:
    """The service, the broker it speaks to, cases that wait, and who sends acts."""

    home: Path
    broker: Broker
    ledger: StoreLedger
    desk: Desk
    cases: Iterator[UUID]
    sender: Executor

    def act(self, seconds: float, rate: float) -> Future[Paced]:
        """Let acts come in for so long, so many a second."""
        cases = list(islice(self.cases, round(seconds * rate)))
        return self.sender.submit(pace, self.desk, cases, rate)

    def letters(self) -> list[Letter]:
        """Return what the log says by now, written anew: the outbox of the service is not asked."""
        return letters_of(self.ledger, SOURCE, self.home / "again")

    def hears(self, letters: list[Letter]) -> bool:
        """Read the topic until all of *letters* were there; say no when some do not come."""
        with listening(self.broker, TOPIC) as listener:
            return listener.hear([one.sequence for one in letters], PATIENCE)


@contextmanager
def town(home: Path, broker: Broker, cases: int, **settings: str) -> Iterator[Town]:
    """Lend a town with so many cases that wait, all of which the city has heard of."""
    bus, port = bus_at(broker.bootstrap), free_port()
    set_up(bus)
    waiting = wait_in_ward(f"{home}/vinhdanh.db", cases)
    bearer = token(home, life.SECRETARY.actor, "council-secretary", life.WARD)
    with ExitStack() as opened:
        sender = opened.enter_context(pacer())
        ledger = opened.enter_context(closing(open_ledger(f"sqlite:///{home}/vinhdanh.db")))
        opened.enter_context(_serving(home, port, broker, settings))
        settle(port, bearer)
        desk = Desk(port, bearer)
        yield Town(home, broker, ledger, desk, iter(waiting), sender)


@contextmanager
def _serving(home: Path, port: int, broker: Broker, settings: dict[str, str]) -> Iterator[None]:
    """Run the service as one does, but for what the settings of this run say."""
    given = {name: said for name, said in os.environ.items() if not name.startswith("VINHDANH_")}
    given |= {
        **OLD_CASES,
        "VINHDANH_HOME": str(home),
        "VINHDANH_PORT": str(port),
        "VINHDANH_KAFKA_BOOTSTRAP_SERVERS": broker.bootstrap,
        "VINHDANH_BUS_SOURCE": SOURCE,
        "VINHDANH_REQUESTS_PER_MINUTE": "0",
    }
    with (home / "log").open("ab") as log:
        process = subprocess.Popen([PROGRAM, "serve"], env=given | settings, stdout=log, stderr=log)
        try:
            eventually(True, answers, port)
            yield
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)
