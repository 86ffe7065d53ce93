"""A companion: begun again when it dies, and gone when its time is over, whenever that is."""

import os
import signal
from random import Random
from time import monotonic, sleep

import pytest

from infra.companion import beside
from tests.waiting import PATIENCE, lives, until


class Work:
    """Work that writes down which process does it."""

    def __init__(self, folder):
        self.seen = folder / "seen"
        self.seen.touch()

    def __call__(self):
        """Say who works, then go on until the end."""
        with self.seen.open("a") as file:
            file.write(f"{os.getpid()}\n")
        while True:
            signal.pause()

    def pids(self) -> list[int]:
        """Return the processes that began, in order."""
        return [int(line) for line in self.seen.read_text().splitlines()]

    def wait_for(self, count: int) -> list[int]:
        """Return them once there are so many."""
        assert until(lambda: len(self.pids()) >= count)
        return self.pids()


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    """Look often whether the end was told: how long a guardian dozes is not what is tried here."""
    monkeypatch.setattr("infra.companion.GLANCE", 0.01)
    monkeypatch.setattr("infra.companion.PAUSE", 0.05)
    monkeypatch.setattr("infra.companion.STOP_SECONDS", PATIENCE)


@pytest.fixture
def work(tmp_path):
    return Work(tmp_path)


def gone(pid: int) -> bool:
    return until(lambda: not lives(pid))


def test_it_is_begun_again_when_it_dies_and_ends_with_the_block(work):
    with beside("test", work):
        (first,) = work.wait_for(1)
        os.kill(first, signal.SIGKILL)
        _, second = work.wait_for(2)

    assert gone(first)
    assert gone(second)


@pytest.fixture(params=["dies", "heeds nothing"])
def maker(request):
    """Let this process die of SIGTERM as others do, or heed it no more, as servers may."""
    heeds = signal.SIG_DFL if request.param == "dies" else lambda *_: None
    before = signal.signal(signal.SIGTERM, heeds)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("maker")
def test_it_ends_at_once_whenever_it_is_told(work):
    """Also while its process is just being made."""
    dice = Random(1)
    for _ in range(50):
        began = monotonic()
        with beside("test", work):
            sleep(dice.uniform(0, 0.012))
        assert monotonic() - began < PATIENCE

    assert all(gone(pid) for pid in work.pids())
