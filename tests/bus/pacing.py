"""Acts sent at a steady pace by a process of its own, however long the answers take."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from time import perf_counter, sleep
from uuid import UUID

from bench import life
from bench.acts_http import SAID

HANDS, PATIENCE, DONE = 64, 60.0, "200"


@dataclass(frozen=True, slots=True)
class Act:
    """One case to endorse, when it is due, and with what came of it how long after that."""

    case: UUID
    came: str
    took: float


@dataclass(frozen=True, slots=True)
class Paced:
    """What became of the acts of one stretch of time."""

    acts: Sequence[Act] = ()

    def __add__(self, other: "Paced") -> "Paced":
        return Paced((*self.acts, *other.acts))

    @property
    def done(self) -> set[UUID]:
        """The cases whose act was acknowledged."""
        return {one.case for one in self.acts if one.came == DONE}

    @property
    def failed(self) -> Counter[str]:
        """How often acts failed, by what they were answered."""
        return Counter(one.came for one in self.acts if one.came != DONE)

    def at(self, share: float) -> float:
        """Return how long the acts took of which that share took no longer, in seconds."""
        ranked = sorted(one.took for one in self.acts)
        return ranked[round((len(ranked) - 1) * share)]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where acts are sent, with whose token."""

    port: int
    bearer: str

    def act(self, case: UUID, due: float) -> Act:
        """
        Send one act over a connection of its own.

        Its time runs from when it was due, so one that waits for those before it waits too.
        """
        try:
            came = self._answer(case)
        except (OSError, HTTPException) as error:
            came = type(error).__name__
        return Act(case, came, perf_counter() - due)

    def _answer(self, case: UUID) -> str:
        headers = {
            "Authorization": f"Bearer {self.bearer}",
            "Content-Type": "application/json",
            "If-Match": f'"{life.waiting_version()}"',
            "Idempotency-Key": str(case),
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            path = f"/api/v1/nominations/{case}/endorsements"
            line.request("POST", path, json.dumps(SAID).encode(), headers)
            reply = line.getresponse()
            reply.read()
            return str(reply.status)


def pace(desk: Desk, cases: Sequence[UUID], rate: float) -> Paced:
    """Send an act for each case, so many a second."""
    with ThreadPoolExecutor(HANDS) as hands:
        began, sent = perf_counter(), list[Future[Act]]()
        for number, case in enumerate(cases):
            due = began + number / rate
            sleep(max(0.0, due - perf_counter()))
            sent.append(hands.submit(desk.act, case, due))
        return Paced([one.result() for one in sent])


@contextmanager
def pacer() -> Iterator[ProcessPoolExecutor]:
    """Lend the process, warm: it has computed what a request says before the first is due."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        process.submit(life.waiting_version).result()
        yield process
