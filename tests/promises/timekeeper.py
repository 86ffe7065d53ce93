"""A process that starts whole houses on demand, each under a clock of its own, to be killed."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Never

import pytest
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - the house imports it late

import infra.ledger.postgres  # noqa: F401 - imported late by the ledger, too late for a short life
from domain.nomination import notices
from domain.terms import Calendar, Notice, TermRules
from infra import keeping
from infra.deadline_watch import DeadlineWatch
from infra.house import build
from infra.settings import read
from infra.wiring import started

MORNING = time(2, tzinfo=UTC)
EVERY = 0.02


class WrittenClock:
    """A clock that shows the morning of the day that stands in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        """Return the instant."""
        return datetime.combine(date.fromisoformat(self._file.read_text()), MORNING)


class TellingWatch(DeadlineWatch):
    """The watch of the house, which says after each look on which day it began and ended."""

    def look(self) -> int:
        """Look, and say so."""
        began = self._clock.now().date()
        made = super().look()
        say(f"{os.environ['LANE']} looked {began} {self._clock.now().date()} {made}")
        return made


def main() -> None:
    """
    Read orders: `start <lane> <home> <url> <fault>` forks a house, `bury <lane> <pid>` awaits it.

    Everything is imported and built once, here, so a house looks some 100 ms after its order.
    """
    warm_up()
    for line in sys.stdin:
        order, lane, *rest = line.split()
        if order == "bury":
            os.waitpid(int(rest[0]), 0)
            say(f"{lane} gone")
        elif (child := os.fork()) == 0:
            live(lane, Path(rest[0]), rest[1], rest[2])
        else:
            say(f"{lane} pid {child}")


def warm_up() -> None:
    """Build a house once and throw it away: what is computed once is inherited by every child."""
    with TemporaryDirectory() as folder:
        os.environ |= {"VINHDANH_HOME": folder, "VINHDANH_LOG_LEVEL": "CRITICAL"}
        system = build(read())
        system.warm_up()
        system.close()
    gc.collect()
    gc.freeze()


def live(lane: str, home: Path, url: str, fault: str) -> Never:
    """Start the house at *home* with its ledger at *url*, as the service does, for ever."""
    os.environ |= {"VINHDANH_HOME": str(home), "LANE": lane}
    if not url.startswith("sqlite"):
        os.environ["VINHDANH_DATABASE_URL"] = url
    clock = partial(WrittenClock, home / f"clock-{lane}")
    watch = partial(TellingWatch, every=EVERY)
    vars(keeping).update(SystemClock=clock, DeadlineWatch=watch)
    FAULTS[fault]()
    started()
    while True:
        signal.pause()


def none() -> None:
    """Leave the house as it is."""


def forgets_what_was_said() -> None:
    """Let no case know what was said of its term."""
    issue = notices.issue
    vars(notices).update(issue=lambda cmd, state: issue(cmd, replace(state, told=frozenset())))


def makes_up_for_nothing() -> None:
    """Let a notice come on its own day or never."""

    def come(rules: TermRules, due: date, today: date, days: Calendar) -> tuple[Notice, ...]:
        return tuple(one for one in rules.notices if one.comes_on(due, days) == today)

    pytest.MonkeyPatch().setattr(TermRules, "come", come)  # for good: this process is the fault's


FAULTS: Mapping[str, Callable[[], None]] = {
    one.__name__: one for one in (none, forgets_what_was_said, makes_up_for_nothing)
}


def say(line: str) -> None:
    """Write one line in one piece, so that no kill can cut it."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
