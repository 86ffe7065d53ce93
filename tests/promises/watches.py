"""Watches that are killed: houses in lanes of their own, each lane with a clock that jumps."""

import os
import signal
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from queue import Queue
from random import Random
from threading import Thread

from tests.promises.nursery import nursery
from tests.promises.watched_cases import FIRST, TOP, Case

DIE_EARLY, LONGEST_LIFE, PATIENCE = 0.2, 0.05, 900
JUMPS_A_LIFE = 2


@dataclass
class Lane:
    """Houses one after the other under one clock; the days begun, and those looked at wholly."""

    number: int
    home: Path
    store: str = ""
    heard: "Queue[list[str]]" = field(default_factory=Queue)
    begun: set[date] = field(default_factory=set)
    whole: set[date] = field(default_factory=set)
    kills: int = 0
    jumps: int = 0
    back: int = 0
    now: date = FIRST

    def jump(self, day: date) -> None:
        """Let the clock show a day; no reader sees half of it."""
        self.jumps, self.back = self.jumps + 1, self.back + (day < self.now)
        self.now = day
        self.begun.add(day)
        draft = self.home / f"draft-{self.number}"
        draft.write_text(day.isoformat())
        draft.replace(self.home / f"clock-{self.number}")

    def listen(self, word: str) -> list[str]:
        """Wait for a word; what was looked at before it is kept."""
        while True:
            said, *rest = self.heard.get(timeout=PATIENCE)
            if said == "looked" and rest[0] == rest[1]:
                self.whole.add(date.fromisoformat(rest[0]))
            if said == word:
                return rest

    def wait_for_a_look(self) -> None:
        """Wait until a look that began after the jump has ended."""
        day = self.now.isoformat()
        while self.listen("looked")[:2] != [day, day]:
            continue


class Houses:
    """The process that starts houses, for the lanes that are at work."""

    def __init__(self) -> None:
        self._lanes: Sequence[Lane] = ()
        self._nursery = nursery("tests.promises.timekeeper")
        self._reader = Thread(target=self._read)
        self._reader.start()

    def lanes(self, home: Path, url: str, many: int, fault: str) -> Sequence[Lane]:
        """Return so many lanes for houses on one store; those before them are over."""
        self._lanes = [Lane(number, home, f"{home} {url} {fault}") for number in range(many)]
        return self._lanes

    def _read(self) -> None:
        """Give each lane what is said of it."""
        assert self._nursery.stdout
        for line in self._nursery.stdout:
            lane, *words = line.split()
            self._lanes[int(lane)].heard.put(words)

    def order(self, what: str, lane: Lane, about: object) -> None:
        """Give an order."""
        assert self._nursery.stdin
        self._nursery.stdin.write(f"{what} {lane.number} {about}\n")
        self._nursery.stdin.flush()

    def live(self, lane: Lane, days: Mapping[date, bool], rest: float = 0.0) -> None:
        """
        Start a house, let its clock jump to days, kill it after a *rest* in seconds.

        Where a day says no, its look is not waited for: the house dies as it starts, or looks.
        """
        self.order("start", lane, lane.store)
        pid = int(lane.listen("pid")[0])
        for day, waits in days.items():
            lane.jump(day)
            if waits:
                lane.wait_for_a_look()
        time.sleep(rest)
        os.kill(pid, signal.SIGKILL)
        self.order("bury", lane, pid)
        lane.listen("gone")
        lane.kills += 1

    def close(self) -> None:
        """End the process that starts houses."""
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.close()
        self._nursery.wait(PATIENCE)
        self._reader.join()
        self._nursery.stdout.close()


def days_ahead(dice: Random, grown: float) -> dict[date, bool]:
    """Return days of a span that grows, the later first; four times in five a look is awaited."""
    top = round((TOP - FIRST).days * grown)
    days = sorted(dice.sample(range(1, max(top, 10)), JUMPS_A_LIFE), reverse=True)
    return {FIRST + timedelta(one): dice.random() >= DIE_EARLY for one in days}


def drill(houses: Houses, lanes: Sequence[Lane], lives: int) -> None:
    """Let all lanes live and die at once, so many times each; the last look of all is in peace."""

    def one(lane: Lane) -> None:
        dice = Random()
        lane.jump(FIRST)
        for life in range(1, lives + 1):
            houses.live(lane, days_ahead(dice, life / lives), dice.uniform(0, LONGEST_LIFE))

    with ThreadPoolExecutor(len(lanes)) as pool:
        list(pool.map(one, lanes))
    houses.live(lanes[0], {TOP: True})


def wrong(case: Case, told: Counter[str], lanes: Sequence[Lane]) -> list[str]:
    """
    Return what was doubled, lost or said too early of a case.

    What held on a day that was looked at wholly has to be said; what held on no day that any clock
    showed may not; between lies what a house died over.
    """
    whole = case.due(set().union(*(one.whole for one in lanes)))
    begun = case.due(set().union(*(one.begun for one in lanes)))
    doubled = [f"{key} said {times} times" for key, times in told.items() if times > 1]
    lost = [f"{key} lost" for key in sorted(whole - set(told))]
    return [*doubled, *lost, *(f"{key} said too early" for key in sorted(set(told) - begun))]
