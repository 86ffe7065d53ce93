"""Looks now and then for terms that ran out, and has them noted."""

from threading import Event, Thread

import structlog
from sqlalchemy import Engine

from domain.access import VIETNAM
from projections.overdue import overdue
from services.deadlines import Overdue, note_missed
from services.ports import Clock, Ledger

EVERY = 600.0
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class DeadlineWatch:
    """A thread that looks every so many seconds, the first time after as many."""

    def __init__(self, ledger: Ledger, engine: Engine, clock: Clock, every: float = EVERY) -> None:
        self._ledger, self._engine, self._clock, self._every = ledger, engine, clock, every
        self._noted: set[Overdue] = set()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="deadlines", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the look in hand."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> int:
        """Have noted what ran out since the last look; return how many terms."""
        today = self._clock.now().astimezone(VIETNAM).date()
        with self._engine.connect() as tx:
            found = {Overdue(*row) for row in tx.execute(overdue(today))}
        noted = note_missed(found - self._noted, self._ledger, self._clock)
        self._noted = (self._noted & found) | noted
        return len(noted)

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            try:
                if noted := self.look():
                    log.info("deadlines.noted", terms=noted)
            except Exception:
                log.exception("deadlines.failed")
