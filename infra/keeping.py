"""What follows the ledger by itself: the views, and the terms that run out."""

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from infra.clock import SystemClock
from infra.deadline_watch import DeadlineWatch
from infra.ledger import StoreLedger
from infra.view_worker import ViewWorker
from projections.catalogue import VIEWS
from services.deadlines import Timetable


class Keeping:
    """A worker for the views and a watch over terms, in threads of this process."""

    def __init__(
        self, ledger: StoreLedger, engine: Engine, timetable: Callable[[], Timetable]
    ) -> None:
        self._worker = ViewWorker(VIEWS, ledger, engine)
        self._watch = DeadlineWatch(ledger, engine, SystemClock(), timetable)
        self.wake, self.hurry = self._worker.wake, self._worker.hurry
        self.wait_for = self._worker.wait_for

    @property
    def failures(self) -> Mapping[str, str]:
        """What is wrong with which view right now; nothing when all is well."""
        return self._worker.failures

    def start(self) -> None:
        """Begin both."""
        self._worker.start()
        self._watch.start()

    def stop(self) -> None:
        """End both; again is harmless."""
        self._watch.stop()
        self._worker.stop()
