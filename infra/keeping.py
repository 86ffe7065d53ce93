"""What follows the ledger by itself: views, terms that run out, tree, who is erased."""

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from infra.clock import SystemClock
from infra.deadline_watch import DeadlineWatch
from infra.ledger.ledger import StoreLedger
from infra.people.personal_watch import PersonalWatch
from infra.proof.follower import ProofFollower
from infra.proof.log import ProofLog
from infra.views.finish import finish
from infra.views.worker import ViewWorker
from projections.catalogue import VIEWS
from services.deadlines import Timetable


class Keeping:
    """What keeps the views, watches terms and personal data and follows, each a thread of ours."""

    def __init__(
        self,
        ledger: StoreLedger,
        engine: Engine,
        timetable: Callable[[], Timetable],
        proofs: ProofLog,
        personal: PersonalWatch,
    ) -> None:
        self._worker = ViewWorker(VIEWS, ledger, engine)
        self._watch = DeadlineWatch(ledger, engine, SystemClock(), timetable)
        self._personal = personal
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
        self._personal.start()

    def finish(self) -> None:
        """Write nothing more here, and fold the rest of the log before the end."""
        self._personal.stop()
        self._watch.stop()
        finish(self._worker)

    def stop(self) -> None:
        """End all; again is harmless."""
        self._personal.stop()
        self._follower.stop()
        self._watch.stop()
        self._worker.stop()
