"""Messages a second from the outbox to Kafka beside a bare producer, and how long one takes."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep

from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient, NewTopic
from sqlalchemy import Engine

from bench.filling import fill
from bench.rounds import Sample, sample, take_turns
from bench.table import Aim, Line, millis, number
from bench.workshop import SQLITE, Workshop
from infra.bus.city_language import CityLanguage, headers_of
from infra.bus.kafka_connection import connection
from infra.bus.kafka_relay import Relay
from infra.bus.kafka_sender import SETTINGS
from infra.bus.settings import BusSettings
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.views.database import open_views
from infra.views.lease import NoLease
from projections.bookkeeping import writing
from projections.bus_state import RELAY, bus_state, make_bus_tables, noted
from projections.city_outbox import Letter, letters_after, write_letters
from tests.brokers import apache
from tests.brokers.jars import missing
from tests.bus.relaying import bus_at
from tests.projections.made_up import NOON, commands, write

OURS, BARE = "relay", "bare"
QUESTION = "messages a second from the outbox to Kafka"
LEAST, MOST_MILLIS = 0.80, 250  # of the bare producer; from the act to the reader
PARTITIONS, PAUSE, GLANCE = 3, 0.02, 0.002
NAMES = (f"bench-{n}" for n in count())


def measure(workshop: Workshop) -> Iterator[Line]:
    """Send all letters of a log, by the relay and barely, in turns; then time acts on their way."""
    if lack := missing():
        yield Line(QUESTION, SQLITE, "not measured", lack, "", Aim(f">= {LEAST:.2f}", met=False))
        return
    facts, rounds = workshop.much(60_000, quick=400), workshop.much(5, quick=1)
    with workshop.store(SQLITE) as url, workshop.home() as home, apache.own() as broker:
        fill(url, facts)
        bus, engine = bus_at(broker.bootstrap), open_views(home, "sqlite://")
        with closing(open_ledger(f"sqlite:///{url}")) as ledger:
            letters = _written(ledger, engine)
            runs = {
                OURS: lambda: _relayed(bus, ledger, engine, len(letters)),
                BARE: lambda: _barely(bus, letters),
            }
            found = take_turns(runs, rounds)
        ours, bare = found.middle(OURS).rate, found.middle(BARE).rate
        beside = f"a bare kafka-python producer, same payload and settings: {number(bare)}/s"
        ratio = found.ratio(OURS, BARE)
        aim = Aim(f">= {LEAST:.2f}", ratio.middle >= LEAST)
        yield Line(QUESTION, SQLITE, f"{number(ours)}/s", beside, str(ratio), aim)
        engine.dispose()
        way = _on_its_way(bus, home / "other", workshop.much(400, quick=120))
    told = f"p50 {millis(way.p50)}, p99 {millis(way.p99)}"
    load = f"under {number(1 / PAUSE)} acts/s"
    aim = Aim(f"p99 < {MOST_MILLIS} ms", way.p99 * 1_000 < MOST_MILLIS)
    yield Line(f"from an act to a reader of the topic, {load}", SQLITE, told, aim=aim)


def _written(ledger: StoreLedger, engine: Engine) -> Sequence[Letter]:
    """Return the letters of the whole log."""
    with writing(engine) as tx:
        make_bus_tables(tx)
    while write_letters(CityLanguage("/bench"), ledger, engine):
        pass
    with engine.connect() as tx:
        return letters_after(0, 10_000_000, tx)


def _topic(bus: BusSettings) -> str:
    name = next(NAMES)
    with closing(KafkaAdminClient(**connection(bus, "bench"))) as admin:
        admin.create_topics([NewTopic(name, PARTITIONS, -1)], wait_for_metadata=True)
    return name


@contextmanager
def _relaying(bus: BusSettings, ledger: StoreLedger, engine: Engine) -> Iterator[str]:
    """Let a relay tell a topic of its own; lend the name."""
    topic, stopping = _topic(bus), Event()
    relay = Relay(bus, topic, ledger, engine, CityLanguage("/bench"))
    thread = Thread(target=relay.run, args=(NoLease(), stopping))
    thread.start()
    try:
        yield topic
    finally:
        stopping.set()
        thread.join()


def _relayed(bus: BusSettings, ledger: StoreLedger, engine: Engine, last: int) -> Sample:
    """Time from when the relay knows where to begin until its last letter is sent."""
    with writing(engine) as tx:
        tx.execute(bus_state.delete())
    with _relaying(bus, ledger, engine):
        while _sent(engine) is None:
            sleep(GLANCE)
        began = perf_counter()
        while _sent(engine) != last:
            sleep(GLANCE)
        return Sample(last / (perf_counter() - began))


def _sent(engine: Engine) -> int | None:
    with engine.connect() as tx:
        state = noted(RELAY, tx)
    return state.mark if state and state.trouble is None else None


def _barely(bus: BusSettings, letters: Sequence[Letter]) -> Sample:
    """Send the same bytes with the same settings, without outbox and transaction."""
    topic = _topic(bus)
    ready = [(one.key.encode(), one.body.encode(), headers_of(one)) for one in letters]
    with closing(KafkaProducer(**connection(bus, "bench"), **SETTINGS)) as producer:
        producer.send(topic, b"first").get(10)
        began = perf_counter()
        for key, body, headers in ready:
            producer.send(topic, body, key, headers)
        producer.flush()
        return Sample(len(ready) / (perf_counter() - began))


def _on_its_way(bus: BusSettings, home: Path, acts: int) -> Sample:
    """Time each act from its append to a reader of committed messages that has its letter."""
    home.mkdir()
    engine, appended, took = open_views(home, "sqlite://"), dict[str, float](), list[float]()
    with (
        closing(open_ledger(f"sqlite:///{home}/ledger.db")) as ledger,
        _relaying(bus, ledger, engine) as topic,
        closing(_reader(bus, topic)) as reader,
    ):
        for number_, changes in enumerate(islice(commands(1), acts)):
            write(ledger, number_, changes)
            appended[_moment(number_)] = perf_counter()
            took += _heard(reader, appended, PAUSE)
        took += _heard(reader, appended, 2.0)
    engine.dispose()
    return sample(1.0, took)


def _moment(number_: int) -> str:
    """Return the time that a made-up command says of itself, another one each."""
    return (NOON + timedelta(seconds=number_)).isoformat().replace("+00:00", "Z")


def _reader(bus: BusSettings, topic: str) -> KafkaConsumer:
    options = {"isolation_level": "read_committed", "auto_offset_reset": "earliest"}
    return KafkaConsumer(topic, **connection(bus, "bench"), enable_auto_commit=False, **options)


def _heard(reader: KafkaConsumer, appended: dict[str, float], seconds: float) -> list[float]:
    """Return how long each message was on its way that is heard within so many seconds."""
    end, took = perf_counter() + seconds, list[float]()
    while (left := end - perf_counter()) > 0:
        for records in reader.poll(timeout_ms=int(left * 1000) or 1).values():
            for record in records:
                said = dict(record.headers)
                took.append(perf_counter() - appended[said["ce_time"].decode()])
    return took
