"""The process that keeps the views, so that folding them takes no time from those who answer."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from ctypes import CDLL
from multiprocessing import get_context

import structlog

from infra.bell import HURRY, Bell
from infra.clock import SystemClock
from infra.deadline_watch import DeadlineWatch
from infra.ledger import open_ledger
from infra.settings import Settings
from infra.view_database import open_views
from infra.view_worker import ViewWorker
from projections.catalogue import VIEWS

PR_SET_PDEATHSIG = 1
LISTENED = 4_096
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@contextmanager
def kept_beside(settings: Settings) -> Iterator[Bell]:
    """
    Let a process of its own keep the views for the time of the block; lend what rings for it.

    Fork whoever shall ring within the block. The process ends after all of them.
    """
    bell = Bell()
    process = get_context("fork").Process(target=_keep, args=(settings, bell), name="views")
    process.start()
    bell.be_rung()
    try:
        yield bell
    finally:
        bell.hang_up()
        process.join()


def _keep(settings: Settings, bell: Bell) -> None:
    """Keep the views until nobody is left to ring; then what there is has been folded."""
    bell.be_heard()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # those who answer may still wait for a view
    follow_to_the_grave()
    engine = open_views(settings.home, settings.database)
    with closing(open_ledger(settings.address)) as ledger:
        worker = ViewWorker(VIEWS, ledger, engine)
        worker.start()
        watch = DeadlineWatch(ledger, engine, SystemClock())
        watch.start()
        log.info("views.kept", pid=os.getpid())
        while said := os.read(bell.ear, LISTENED):
            (worker.hurry if HURRY in said else worker.wake)()
        watch.stop()
        worker.stop()
    engine.dispose()


def follow_to_the_grave() -> None:
    """Die with the process that made this one, however it dies."""
    if sys.platform == "linux":
        CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
