"""The last folding before the views' keeper leaves: to the end of the log, or within a limit."""

from collections.abc import Mapping
from time import monotonic, sleep
from typing import Protocol

import structlog

FINISH_SECONDS, GLANCE = 10.0, 0.02
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Worker(Protocol):
    """What folds facts into views, from its start to its stop."""

    @property
    def failures(self) -> Mapping[str, str]:
        """Return what is wrong with which view right now."""
        ...

    def end(self) -> int:
        """Return the position of the newest fact."""
        ...

    def lacking(self, position: int) -> Mapping[str, int]:
        """Return how many facts each view lacks that has not come to *position*."""
        ...

    def hurry(self) -> None:
        """Say that somebody waits for what there is."""
        ...


def finish(worker: Worker, seconds: float = FINISH_SECONDS) -> None:
    """
    Let a worker fold what the log holds by now, and say what is left: whoever is next folds that.

    A view that fails is not waited for, nor any longer than *seconds*.
    """
    try:
        left = _left(worker, seconds)
    except Exception:  # whatever keeps the log from being read, we are about to end
        log.exception("views.unfinished")
    else:
        (log.warning if left else log.info)("views.ended", left=dict(left))


def _left(worker: Worker, seconds: float) -> Mapping[str, int]:
    """Return how many facts each view lacks when nobody waits any longer."""
    until, last = monotonic() + seconds, worker.end()
    while worker.lacking(last).keys() - worker.failures.keys() and monotonic() < until:
        worker.hurry()
        sleep(GLANCE)
    return worker.lacking(last)
