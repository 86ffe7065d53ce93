"""Orders a second from the bus, beside the same orders over HTTP at the same service."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from time import monotonic, perf_counter, sleep
from uuid import UUID

from kafka import KafkaProducer
from sqlalchemy import Engine

from bench import life
from bench.acts_http import DONE, SAID
from bench.filling import wait_in_ward
from bench.load import Job, Load, load_process
from bench.rounds import Results, Sample, sample, take_turns
from bench.servers import house, request, settle, token
from bench.table import Line, millis, number
from bench.workshop import SQLITE, Workshop
from infra.bus.kafka_connection import connection
from infra.bus.kafka_sender import SETTINGS
from infra.bus.kafka_topics import ORDERS, set_up
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.views.database import open_views
from projections.bookkeeping import writing
from projections.bus_state import INTAKE, make_bus_tables, noted, report
from projections.city_outbox import followed
from tests.brokers import apache
from tests.brokers.jars import missing
from tests.bus.relaying import bus_at

BUS, HTTP = "bus", "http"
QUESTION = "orders a second from the bus"
CONNECTIONS, PARTITIONS = 8, 6
FACTS = 3  # that it came, that an officer agreed, that the step is passed
GLANCE, PATIENCE = 0.005, 120.0
SOURCE, KIND = "urn:bench", "vn.vinhdanh.order.opinion.give.v1"
SENDER = f"""\
[[senders]]
source = "{SOURCE}"
actor = "{life.SECRETARY.actor}"
roles = ["council-secretary"]
units = ["{life.WARD}"]
capacity = "TM"
types = ["{KIND}"]
"""


@dataclass(frozen=True)
class Counter:
    """One service with two ways in: its port, and the topic that its intake reads."""

    port: int
    bearer: str
    out: KafkaProducer
    engine: Engine
    ledger: StoreLedger
    load: Load
    cases: Iterator[UUID]

    def over_http(self, orders: int) -> Sample:
        """Ask over kept connections; each asks again as soon as it is answered."""
        cases, before = self._some(orders), self.ledger.last_position()
        version = life.waiting_version()
        asked = [request(case, version, self.bearer, SAID) for case in cases]
        found = self.load(Job(self.port, CONNECTIONS, asked))
        if not found.statuses.keys() <= DONE:
            raise RuntimeError(f"answered {found.statuses}")
        self._see(before, orders)
        return sample(found.seconds, found.took)

    def over_bus(self, orders: int) -> Sample:
        """Time from the first message sent until the place of the last one is committed."""
        cases, before = self._some(orders), self.ledger.last_position()
        messages, end = [_message(case) for case in cases], self._taken() + orders
        began = perf_counter()
        for case, body, headers in messages:
            self.out.send(ORDERS, body, case, headers)
        self.out.flush()
        wait_until(lambda: self._taken() >= end, "the intake takes all")
        took = perf_counter() - began
        self._see(before, orders)
        return Sample(orders / took)

    def _some(self, orders: int) -> list[UUID]:
        return list(islice(self.cases, orders))

    def _taken(self) -> int:
        """Return how many messages the intake says it has taken in."""
        with self.engine.connect() as tx:
            state = noted(INTAKE, tx)
        return state.mark if state else 0

    def _see(self, before: int, orders: int) -> None:
        """See that every order was done and none put aside; then let all come to rest."""
        facts = self.ledger.last_position() - before
        if facts != orders * FACTS:
            raise RuntimeError(f"{orders} orders made {facts} facts")
        self.rest()

    def rest(self) -> None:
        """Return when views and relay have come to the end of the log, and disturb nobody."""
        settle(self.port, self.bearer)
        wait_until(self._all_is_sent, "the relay sends all")

    def _all_is_sent(self) -> bool:
        with self.engine.connect() as tx:
            return followed(tx) == self.ledger.last_position() and not report(tx).unsent


def measure(workshop: Workshop) -> Iterator[Line]:
    """Carry the same orders out, some from the bus, some over HTTP, in turns."""
    if lack := missing():
        yield Line(QUESTION, SQLITE, "not measured", lack)
        return
    orders, rounds = workshop.much(2_500, quick=40), workshop.much(5, quick=1)
    for store in workshop.stores:
        with ExitStack() as opened:
            counter = _counter(workshop, store, 2 * (rounds + 1) * orders, opened)
            runs = {
                BUS: partial(counter.over_bus, orders),
                HTTP: partial(counter.over_http, orders),
            }
            yield _line(store, take_turns(runs, rounds))


def _counter(workshop: Workshop, store: str, cases: int, opened: ExitStack) -> Counter:
    """Start a broker and the service with its workers; let all that is told before be told."""
    home, url = opened.enter_context(workshop.home()), opened.enter_context(workshop.store(store))
    bus = replace(bus_at(opened.enter_context(apache.own()).bootstrap), partitions=PARTITIONS)
    set_up(bus)
    (home / "bus-senders.toml").write_text(SENDER, encoding="utf-8")
    waiting = wait_in_ward(url, cases)
    bearer = token(home, life.SECRETARY.actor, "council-secretary", life.WARD)
    load = opened.enter_context(load_process())
    address = url if "://" in url else f"sqlite:///{url}"
    ledger = opened.enter_context(closing(open_ledger(address)))
    out = opened.enter_context(closing(KafkaProducer(**connection(bus, "bench"), **SETTINGS)))
    engine = open_views(home, address)
    opened.callback(engine.dispose)
    with writing(engine) as tx:
        make_bus_tables(tx)
    port = opened.enter_context(house(home, url, KAFKA_BOOTSTRAP_SERVERS=bus.brokers[0]))
    counter = Counter(port, bearer, out, engine, ledger, load, iter(waiting))
    counter.rest()
    return counter


def _line(store: str, found: Results) -> Line:
    ours, http = found.middle(BUS), found.middle(HTTP)
    times = f"p50 {millis(http.p50)}, p99 {millis(http.p99)}"
    beside = f"the same over HTTP, {CONNECTIONS} connections: {number(http.rate)}/s ({times})"
    return Line(QUESTION, store, f"{number(ours.rate)}/s", beside, str(found.ratio(BUS, HTTP)))


def _message(case: UUID) -> tuple[bytes, bytes, Sequence[tuple[str, bytes]]]:
    """Return key, content and headers of the message that orders what `request` asks."""
    told = {
        "nomination": str(case),
        "step": SAID["step"],
        "favourable": True,
        "words": SAID["reason"],
        "effective_on": SAID["effective_on"],
        "seen_version": life.waiting_version(),
    }
    headers = {
        "ce_specversion": "1.0",
        "ce_id": str(case),
        "ce_source": SOURCE,
        "ce_type": KIND,
        "content-type": "application/json",
    }
    return (
        str(case).encode(),
        json.dumps(told).encode(),
        [(name, said.encode()) for name, said in headers.items()],
    )


def wait_until(true: Callable[[], bool], what: str) -> None:
    """
    Return when *true* says so.

    Raises:
        TimeoutError: it never does.
    """
    end = monotonic() + PATIENCE
    while not true():
        if monotonic() > end:
            raise TimeoutError(f"not within {PATIENCE:.0f} s: {what}")
        sleep(GLANCE)
