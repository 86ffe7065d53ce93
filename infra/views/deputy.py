"""Views kept by another process: rung for, waited for, and kept here when that one is gone."""

from collections.abc import Mapping
from threading import Lock
from time import monotonic, sleep

import structlog
from sqlalchemy import Engine

from infra.keeping import Keeping
from infra.views.bell import HURRY, WAKE, Bell
from projections.bookkeeping import named, positions_of, prepare, troubles_of
from projections.catalogue import VIEWS

FIRST_GLANCE, LAST_GLANCE = 0.002, 0.02


class ViewDeputy:
    """
    Stands in for a `Keeping` where the keeper's process does the work.

    It has no thread. Once nobody answers the bell it keeps views and terms itself: slower, and
    nothing is lost.
    """

    def __init__(self, own: Keeping, engine: Engine, bell: Bell) -> None:
        self._own, self._engine, self._bell = own, engine, bell
        self._log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
        self._alone, self._turn = False, Lock()

    @property
    def failures(self) -> Mapping[str, str]:
        """What is wrong with which view right now; nothing when all is well."""
        self.wake()
        if self._alone:
            return self._own.failures
        with self._engine.connect() as tx:
            return troubles_of(tx)

    def start(self) -> None:
        """Make the tables that are not there; the keeper may be slower."""
        prepare(VIEWS, self._engine)

    def wake(self) -> None:
        """Say that there may be new facts."""
        self._ring(WAKE)

    def wait_for(self, position: int, timeout: float) -> bool:
        """Wait until every view has come to *position*; say whether it did in *timeout* seconds."""
        end, glance = monotonic() + timeout, FIRST_GLANCE
        while behind := self._behind(position):
            self._ring(HURRY)
            if self._alone:
                return self._own.wait_for(position, end - monotonic())
            if monotonic() >= end or not behind.isdisjoint(self.failures):
                return False
            sleep(glance)
            glance = min(LAST_GLANCE, 2 * glance)
        return True

    def stop(self) -> None:
        """End what may have been begun here; the keeper ends when nobody rings any more."""
        if self._alone:
            self._own.finish()
        self._own.stop()

    def _behind(self, position: int) -> set[str]:
        """Return the names of the views that have not come to *position*."""
        with self._engine.connect() as tx:
            found = positions_of(VIEWS, tx)
        return {named(view)[0] for view, at in found.items() if at < position}

    def _ring(self, what: bytes) -> None:
        if self._alone:
            self._own.wake()
        elif not self._bell.ring(what):
            self._take_over()

    def _take_over(self) -> None:
        with self._turn:
            if not self._alone:
                self._log.error("views.keeper-lost")
                self._own.start()
                self._alone = True
