"""The intake: each message has one effect however often it comes and whatever dies meanwhile."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from random import Random
from time import monotonic, sleep

import pytest

from domain.directory.events import UnitAnnounced
from domain.parking.events import MessageParked
from infra.ledger.ledger import open_ledger
from tests.bus.clients import read_elsewhere
from tests.bus.relaying import PATIENCE
from tests.bus.taking import announcements, nonsense, put
from tests.bus.test_relay import make_topic
from tests.bus.weighing import all_of
from tests.promises.nursery import nursery

WHY = "vinhdanh_reasons"
DRILL = os.environ.get("VINHDANH_DRILL") == "full"
MANY, ODD, KILLS = (10_000, 500, 50) if DRILL else (300, 60, 10)


@pytest.fixture(scope="module")
def intakes():
    with nursery("tests.bus.taking") as process:
        yield process


@contextmanager
def taking(intakes, order: str) -> Iterator[None]:
    """Run an intake in a process of its own, and kill it at the end of the block."""
    print(order, file=intakes.stdin, flush=True)
    pid = int(intakes.stdout.readline())
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        assert intakes.stdout.readline() == "gone\n"


def facts(folder, kind):
    with closing(open_ledger(f"sqlite:///{folder}/ledger.db")) as ledger:
        log = ledger.since(0, 1_000_000)
    return [one.event for one in log if isinstance(one.event, kind)]


def taken(folder) -> int:
    return len(facts(folder, UnitAnnounced)) + len(facts(folder, MessageParked))


def wait_until_taken(folder, count: int) -> None:
    end = monotonic() + PATIENCE * (100 if DRILL else 1)
    while taken(folder) < count:
        assert monotonic() < end, (folder / "intake.log").read_text()[-4_000:]
        sleep(0.1)


def wait_for_more(folder) -> None:
    before, end = taken(folder), monotonic() + PATIENCE
    while taken(folder) == before < MANY + ODD and monotonic() < end:
        sleep(0.01)


def test_each_message_has_one_effect_and_nonsense_stops_nobody(tmp_path, real_broker, intakes):
    topic, parked, dice = make_topic(real_broker), make_topic(real_broker, 1), Random()
    sound, odd = announcements(MANY), nonsense(ODD)
    put(real_broker, topic, [*sound, *odd], 3, dice)
    order = f"{tmp_path} {real_broker.bootstrap} {topic} {parked}"
    for _ in range(KILLS):
        with taking(intakes, order):
            wait_for_more(tmp_path)
            sleep(dice.uniform(0, 0.1))
    with taking(intakes, order):
        wait_until_taken(tmp_path, MANY + ODD)
        put(real_broker, topic, sound[:50], 2, dice)
        sleep(1)

    told = Counter(one.code for one in facts(tmp_path, UnitAnnounced))
    aside = set(values_of("vinhdanh_parked", real_broker, parked))
    assert MANY == len(told) == told.total()
    assert ODD == len(facts(tmp_path, MessageParked)) == len(aside)


def test_what_is_put_aside_is_seen_on_the_bus_with_its_reasons(tmp_path, broker, intakes):
    topic, parked = make_topic(broker), make_topic(broker, 1)
    put(broker, topic, nonsense(3), 1, Random())
    with taking(intakes, f"{tmp_path} {broker.bootstrap} {topic} {parked}"):
        wait_until_taken(tmp_path, 3)
        found = reasons(broker, parked, 3)

    assert 3 == len(found)
    assert all(found)


def values_of(header: str, broker, topic: str) -> list[bytes]:
    """Return what stands in a header of all messages of a topic of one partition."""
    return [dict(one.headers)[header] for one in all_of(broker.bootstrap, topic)]


def reasons(broker, topic: str, count: int) -> list[object]:
    """Return why each of the first messages of a topic was put aside."""
    found = read_elsewhere(broker, topic, count)
    return [value for *_, headers in found for name, value in headers if name == WHY]
