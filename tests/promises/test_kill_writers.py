"""A writer may die at any moment: what it acknowledged is there, once, and nothing by halves."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest

from infra.ledger.ledger import StoreLedger, open_ledger
from services.ports import Append
from tests.builders import WAITING
from tests.infra.rebuilt import views_beside
from tests.infra.writing import A, B, C, assert_dense, envelope, whole_log
from tests.promises.nursery import nursery
from tests.promises.writer import facts_of, streams_of

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

LONGEST_LIFE = 0.06
DIE_EARLY = 0.2
FIRST = 4
KILLS_OF_ONE_STREAM = 10

Log = list[tuple[int, UUID, int, UUID]]
Acks = dict[UUID, int]


@pytest.fixture
def writers() -> Iterator[subprocess.Popen[str]]:
    """Start the process that starts writers."""
    with nursery("tests.promises.writer") as process:
        yield process


def kill_one(writers: subprocess.Popen[str], order: str, dice: Random) -> Acks:
    """
    Start a writer, kill it soon; return what it acknowledged.

    One in five dies wherever it is, mostly while it opens the ledger; the others after their first
    acknowledgements, so that a slow machine still sees them write.
    """
    assert writers.stdin
    assert writers.stdout
    print(order, file=writers.stdin, flush=True)
    lines = iter(writers.stdout.readline, "gone\n")
    pid = int(next(lines).removeprefix("pid "))
    said = [] if dice.random() < DIE_EARLY else [next(lines) for _ in range(FIRST)]
    time.sleep(dice.uniform(0, LONGEST_LIFE))
    os.kill(pid, signal.SIGKILL)
    words = [line.split() for line in [*said, *lines]]
    assert [] == [one for one in words if one[0] != "ack"]
    return {UUID(command): int(position) for _, position, command in words}


def what_is_wrong(log: Log, acks: Acks) -> list[str]:
    """Return a line for each command that is not where it was acknowledged, or not there once."""
    at = {position: command for position, _, _, command in log}
    runs = Counter((command, len(list(run))) for command, run in groupby(at.values()))
    lost = [f"lost: {one}" for one, position in acks.items() if at.get(position) != one]
    return lost + [
        f"{times} times {length} facts: {one}"
        for (one, length), times in runs.items()
        if times > 1 or length != facts_of(one) + 1
    ]


def open_cases(ledger: StoreLedger, name: str) -> UUID:
    """Open the cases that writers called so write to; return by which command."""
    command = uuid4()
    cases = [Append(stream, 0, WAITING) for stream in streams_of(name)]
    ledger.append(cases, envelope(command))
    return command


def drill(writers: subprocess.Popen[str], home: Path, url: str, kills: int) -> None:
    """Kill writers one after another while views follow, then check the ledger and the views."""
    dice, acks, ours = Random(), Acks(), set()
    with closing(open_ledger(url)) as ledger, views_beside(ledger, home, url):
        for kill in range(kills):
            name = f"stream-{kill // KILLS_OF_ONE_STREAM}"
            if kill % KILLS_OF_ONE_STREAM == 0:
                ours.add(open_cases(ledger, name))
            acks |= kill_one(writers, f"{url} {name}", dice)
        log = whole_log(ledger, page=5_000)
    assert_dense(log)
    assert [] == what_is_wrong([one for one in log if one[3] not in ours], acks)
    assert len(acks) > kills, "the writers hardly wrote"
    sys.stdout.write(f"{kills} killed, {len(acks)} commands acknowledged, {len(log)} facts\n")


def test_fifty_killed_writers_lose_and_double_nothing(writers, tmp_path, durable_url):
    drill(writers, tmp_path, durable_url, kills=50)


@pytest.mark.drill
@pytest.mark.parametrize("part", [1, 2])
def test_a_thousand_killed_writers_lose_and_double_nothing(writers, tmp_path, durable_url, part):
    """A thousand a store, in two parts."""
    drill(writers, tmp_path, durable_url, kills=500)


def a_command_of(number: int) -> UUID:
    """Return a command with so many facts beside its receipt."""
    return next(one for one in iter(uuid4, None) if facts_of(one) == number)


ONE, TWO = a_command_of(1), a_command_of(2)
WHOLE: Log = [(1, A, 1, ONE), (2, B, 1, ONE), (3, A, 2, TWO), (4, A, 3, TWO), (5, C, 1, TWO)]


def test_the_drill_is_content_with_a_whole_log():
    assert [] == what_is_wrong(WHOLE, {ONE: 2, TWO: 5})
    assert [] == what_is_wrong(WHOLE, {ONE: 2})


@pytest.mark.parametrize(
    ("log", "acks"),
    [
        (WHOLE[:2], {ONE: 2, TWO: 5}),
        (WHOLE, {ONE: 2, TWO: 4, uuid4(): 5}),
        (WHOLE[:4], {ONE: 2}),
        ([*WHOLE, (6, A, 4, ONE), (7, B, 2, ONE)], {ONE: 2, TWO: 5}),
        ([WHOLE[0], WHOLE[2], WHOLE[1], *WHOLE[3:]], {}),
    ],
    ids=["lost", "elsewhere", "half there", "doubled", "torn apart"],
)
def test_the_drill_sees_what_is_wrong(log, acks):
    assert what_is_wrong(log, acks)
