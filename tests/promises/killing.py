"""The served house, killed again and again: whole, or one of its processes alone."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from subprocess import Popen

from tests.api.commanding import wait_until

LONGEST_LIFE = 0.12
DIE_EARLY = 0.2
ALONE = (("keeper", "worker"), ("worker", "keeper"), ("worker",), ())


@dataclass
class House:
    """A house that is started and killed; `kills` says who was, how often."""

    home: Path
    url: str
    port: int
    answers: Callable[[], int]
    nursery: Popen[str]
    kills: Counter[str] = field(default_factory=Counter)
    dice: Random = field(default_factory=Random)

    def live(self) -> None:
        """
        Start the house, kill one of its processes and it goes on, or not; kill it soon.

        One in five dies wherever it is, mostly before it answers anybody; the others after their
        first answer, so that a slow machine still sees them work.
        """
        pid = self.start()
        if self.dice.random() >= DIE_EARLY:
            for who in self.dice.choice(ALONE):
                self.wait_for_work()
                self._kill_one(pid, who)
            self.wait_for_work()
        else:
            time.sleep(self.dice.uniform(0, LONGEST_LIFE))
        self._end(pid, self.dice.choice(["house", "house", "server"]))

    def start(self) -> int:
        """Start the house; return its server's process."""
        assert self.nursery.stdin
        print(f"{self.home} {self.url} {self.port}", file=self.nursery.stdin, flush=True)
        return int(self._heard().removeprefix("pid "))

    def wait_for_work(self) -> None:
        """Wait until something is answered, and a little longer."""
        before = self.answers()
        wait_until(lambda: self.answers() > before)
        time.sleep(self.dice.uniform(0, LONGEST_LIFE))

    def stop(self, pid: int) -> None:
        """Tell a house to end, and see it end well."""
        os.kill(pid, signal.SIGTERM)
        assert self._heard() == "gone 0"

    def _heard(self) -> str:
        assert self.nursery.stdout
        return self.nursery.stdout.readline().strip()

    def _kill_one(self, pid: int, who: str) -> None:
        """Kill the process that keeps the views, the first made, or the one that answers."""
        made = children(pid)
        os.kill(made[0] if who == "keeper" else made[-1], signal.SIGKILL)
        self.kills[who] += 1

    def _end(self, pid: int, who: str) -> None:
        """Kill all processes at once, or the server alone, whom the others follow."""
        (os.killpg if who == "house" else os.kill)(pid, signal.SIGKILL)
        self.kills[who] += 1
        assert self._heard() == f"gone -{signal.SIGKILL.value}"


def children(pid: int) -> list[int]:
    """Return the processes a process made, in order."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(one) for some in found for one in some.read_text().split())
