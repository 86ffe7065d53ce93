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
from random import Random
from uuid import UUID, uuid4

import pytest

from infra.ledger import open_ledger
from tests.infra.writing import A, B, C, assert_dense, whole_log
from tests.promises.writer import facts_of

LONGEST_LIFE = 0.12
KILLS_OF_ONE_STREAM = 10

Log = list[tuple[int, UUID, int, UUID]]
Acks = dict[UUID, int]


@pytest.fixture
def writers() -> Iterator[subprocess.Popen[str]]:
    """Start the process that starts writers."""
    command = [sys.executable, "-m", "tests.promises.writer"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process


def kill_one(writers: subprocess.Popen[str], order: str, life: float) -> Acks:
    """Start a writer, let it live for *life* seconds, kill it; return what it acknowledged."""
    assert writers.stdin
    assert writers.stdout
    print(order, file=writers.stdin, flush=True)
    lines = iter(writers.stdout.readline, "gone\n")
    pid = int(next(lines).removeprefix("pid "))
    time.sleep(life)
    os.kill(pid, signal.SIGKILL)
    said = [line.split() for line in lines]
    assert [] == [words for words in said if words[0] == "failed"]
    return {UUID(command): int(position) for _, position, command in said}


def what_is_wrong(log: Log, acks: Acks) -> list[str]:
    """Return a line for each command that was acknowledged and is not there, or not there once."""
    at = {position: command for position, _, _, command in log}
    wrong = [
        f"lost: {command}" for command, position in acks.items() if at.get(position) != command
    ]
    counts = Counter(command for *_, command in log)
    wrong += [f"{n} facts: {one}" for one, n in counts.items() if n != facts_of(one) + 1]
    runs = Counter(command for command, _ in groupby(log, key=lambda one: one[3]))
    return wrong + [f"torn apart: {one}" for one, n in runs.items() if n > 1]


def drill(writers: subprocess.Popen[str], url: str, kills: int) -> None:
    """Kill writers one after another, then check the ledger."""
    dice, acks = Random(), Acks()
    for kill in range(kills):
        order = f"{url} stream-{kill // KILLS_OF_ONE_STREAM}"
        acks |= kill_one(writers, order, dice.uniform(0, LONGEST_LIFE))
    with closing(open_ledger(url)) as ledger:
        log = whole_log(ledger, page=5_000)
    assert_dense(log)
    assert [] == what_is_wrong(log, acks)
    assert len(acks) > kills, "the writers hardly wrote"


def test_fifty_killed_writers_lose_and_double_nothing(writers, durable_url):
    drill(writers, durable_url, kills=50)


@pytest.mark.drill
def test_five_hundred_killed_writers_lose_and_double_nothing(writers, durable_url):
    drill(writers, durable_url, kills=500)


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
