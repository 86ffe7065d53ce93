"""The intake may die at any moment: what the bus brings again is known, and nothing is lost."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from domain.directory.events import UnitAnnounced
from domain.parking.events import MessageParked
from infra.ledger.ledger import open_ledger
from services.parking import ABANDONED, sweep
from services.receiving import How, receive
from tests.promises.intake_process import MESSAGES, message
from tests.promises.nursery import nursery
from tests.services.intake_house import AT_ONCE, IntakeHouse, facts, intake_house

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

LONGEST_LIFE = 0.15
BEHIND = 3
BAD = [number for number in range(MESSAGES) if number % 3 == 0]
GOOD = [str(number) for number in range(MESSAGES) if number % 3]


@pytest.fixture
def consumers() -> Iterator[subprocess.Popen[str]]:
    """Start the process that starts consumers."""
    with nursery("tests.promises.intake_process") as process:
        yield process


def consumed(consumers: subprocess.Popen[str], order: str, life: float | None) -> list[str]:
    """Run a consumer, killed after *life* seconds unless it ends before; return what it said."""
    assert consumers.stdin
    assert consumers.stdout
    print(order, file=consumers.stdin, flush=True)
    lines = iter(consumers.stdout.readline, "gone\n")
    pid = int(next(lines).removeprefix("pid "))
    first = [next(lines)] if life is not None else []
    if life is not None:
        time.sleep(life)
        with suppress(ProcessLookupError):  # it came to the end of the topic first
            os.kill(pid, signal.SIGKILL)
    return [*first, *lines]


def drill(consumers: subprocess.Popen[str], url: str, folder: Path, kills: int) -> None:
    """Kill consumers one after another, each starting a little behind the one before."""
    dice, at = Random(), 0
    for kill in range(kills + 1):
        life = dice.uniform(0, LONGEST_LIFE) if kill < kills else None
        said = consumed(consumers, f"{url} {folder} {max(0, at - BEHIND)} no", life)
        at = int(said[-1].split()[1]) if said else at
        at = 0 if at == MESSAGES - 1 else at
    with closing(open_ledger(url)) as ledger, intake_house(folder, ledger, url) as house:
        assert sorted(GOOD) == sorted(fact.code for fact in facts(house, UnitAnnounced))
        assert_all_are_kept(house)


def assert_all_are_kept(house: IntakeHouse) -> None:
    """See that each bad message is parked once, with its content, and nothing else is kept."""
    parked = facts(house, MessageParked)
    assert BAD == sorted(one.place.offset for one in parked)
    bad = [message(number) for number in BAD]
    assert {b"{"} == {house.parked.load(one.key, one.digest).body for one in bad}
    assert 0 == sweep(house.parked, house.ledger, house.clock, AT_ONCE)


def test_a_killed_intake_loses_and_doubles_nothing(consumers, durable_url, tmp_path):
    drill(consumers, durable_url, tmp_path, kills=10)


@pytest.mark.drill
def test_an_intake_killed_a_hundred_times_loses_and_doubles_nothing(
    consumers, durable_url, tmp_path
):
    drill(consumers, durable_url, tmp_path, kills=100)


def test_a_death_between_content_and_fact_leaves_what_is_swept(consumers, durable_url, tmp_path):
    assert [] == consumed(consumers, f"{durable_url} {tmp_path} 0 yes", None)
    bad = message(0)
    with (
        closing(open_ledger(durable_url)) as ledger,
        intake_house(tmp_path, ledger, durable_url) as house,
    ):
        assert 0 == ledger.last_position()
        assert bad.body == house.parked.load(bad.key, bad.digest).body
        swept = [sweep(house.parked, ledger, house.clock, age) for age in (ABANDONED, AT_ONCE)]
        assert [0, 1] == swept, "the first may have been under way"
        assert How.PARKED == receive(bad, house).how
        assert 0 == sweep(house.parked, ledger, house.clock, AT_ONCE)
