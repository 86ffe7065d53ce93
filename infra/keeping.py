"""What follows the ledger by itself: the views, the terms that run out, the tree over it."""

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from infra.clock import SystemClock
from infra.deadline_watch import DeadlineWatch
from infra.ledger import StoreLedger
from infra.proof_follower import ProofFollower
from infra.proof_log import ProofLog
from infra.view_worker import ViewWorker
from projections.catalogue import VIEWS
from services.deadlines import Timetable


class Keeping:
    """A worker for the views, a watch over terms and a follower, in threads of this process."""

    def __init__(
        self,
        ledger: StoreLedger,
        engine: Engine,
        timetable: Callable[[], Timetable],
        proofs: ProofLog,
    ) -> None:
        self._worker = ViewWorker(VIEWS, ledger, engine)
        self._watch = DeadlineWatch(ledger, engine, SystemClock(), timetable)
        self.proofs, self._follower = proofs, ProofFollower(proofs)
        self.wake, self.hurry = self._worker.wake, self._worker.hurry
        self.wait_for = self._worker.wait_for

    @property
    def failures(self) -> Mapping[str, str]:
        """What is wrong with which view right now; nothing when all is well."""
        return self._worker.failures

    def start(self) -> None:
        """Begin all."""
        self._worker.start()
        self._watch.start()
        self._follower.start()

    def stop(self) -> None:
        """End all; again is harmless."""
        self._follower.stop()
        self._watch.stop()
        self._worker.stop()
