"""Two pollers, killed again and again while packages come and answers are carried away."""

import os
import signal
import time
from collections import Counter
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from services.edxml.codes import StatusCode
from services.edxml.gateway import Verdict
from services.edxml.intake import poll
from tests.data.edxml_offices import desk, drop, names, numbered, status
from tests.promises.nursery import nursery

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

LONGEST_LIFE = 0.15
POLLERS = 2


class Nursery:
    """Starts pollers and kills them."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.order = f"{folder} {home}"
        self.process = nursery("tests.infra.edxml.poller")

    def asked(self, order: str) -> str:
        """Give an order; return what is said to it."""
        print(order, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip()

    def live(self, seconds: float) -> None:
        """Let pollers live for some seconds, then kill them all."""
        pollers = [int(self.asked(self.order)) for _ in range(POLLERS)]
        time.sleep(seconds)
        for one in pollers:
            os.kill(one, signal.SIGKILL)
            assert "gone" == self.asked(f"wait {one}")


class Carrier(Thread):
    """Carries away what is in the outbox, as the real gateway would."""

    def __init__(self, outbox: Path, away: Path) -> None:
        super().__init__(daemon=True)
        self.outbox, self.away, self.leave = outbox, away, Event()
        self.carried: Counter[str] = Counter()

    def run(self) -> None:
        """Go on until told to leave; what is there then is carried away too."""
        last = False
        while not last:
            last = self.leave.is_set()
            for one in self.outbox.glob("*.edxml"):
                self.carried[one.name] += 1
                one.rename(self.away / f"{self.carried[one.name]}-{one.name}")
            time.sleep(0.002)


def drill(folder: Path, home: Path, kills: int) -> Carrier:
    """Bring packages while pollers die; at the end one of them lives until nothing waits."""
    (folder.parent / "away").mkdir()
    with desk(folder, home) as ours:
        carrier = Carrier(folder / "outbox", folder.parent / "away")
        carrier.start()
        nursery, dice = Nursery(folder, home), Random()
        for at in range(kills):
            for number in range(3 * at, 3 * at + 3):
                bring(folder, number)
            nursery.live(dice.uniform(0, LONGEST_LIFE))
        nursery.process.communicate()
        list(poll(ours))
    carrier.leave.set()
    carrier.join()
    return carrier


def bring(folder: Path, number: int) -> None:
    """Bring a good package, twice over, and a bad one."""
    drop(folder, f"good-{number}.edxml", numbered(number))
    drop(folder, f"copy-{number}.edxml", numbered(number))
    drop(folder, f"bad-{number}.edxml", numbered(number, "bad").replace(b"cid:1", b"cid:2", 1))


@pytest.mark.parametrize(
    "kills",
    [
        10,
        pytest.param(40, marks=pytest.mark.daily),
        pytest.param(400, marks=pytest.mark.drill),
    ],
)
def test_killed_pollers_lose_and_double_nothing(tmp_path, kills):
    folder, home = tmp_path / "exchange", tmp_path / "home"
    carrier = drill(folder, home, kills)
    with desk(folder, home) as ours:
        entries = [entry for _, entry in ours.received.entries(limit=10_000)]
    said = [status(one.read_bytes()) for one in (tmp_path / "away").iterdir()]

    assert {Verdict.TAKEN: 3 * kills, Verdict.REFUSED: 3 * kills} == Counter(
        one.verdict for one in entries
    )
    assert {1} == set(carrier.carried.values()), "an answer went out twice"
    assert {StatusCode.ARRIVED: 3 * kills, StatusCode.REJECTED: 3 * kills} == Counter(
        one.code for one in said
    )
    assert ([], 6 * kills) == (names(folder, "inbox"), len(names(folder, "done")))
    assert 2 * 3 * kills == len(names(folder, "refused"))
