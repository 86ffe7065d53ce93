"""The process that keeps the views, so that folding them takes no time from those who answer."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from multiprocessing import get_context

import structlog

from infra.companion import follow_to_the_grave
from infra.keeping import Keeping
from infra.ledger.ledger import open_ledger
from infra.people.personal_keeping import personal_watch
from infra.proof.log import open_proof_log
from infra.rulebooks.timetable import timetable
from infra.settings import Settings
from infra.views.bell import HURRY, Bell
from infra.views.database import open_views

LISTENED = 4_096
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@contextmanager
def kept_beside(settings: Settings) -> Iterator[Bell]:
    """
    Let a process of its own keep the views for the time of the block; lend what rings for it.

    Fork whoever shall ring within the block. The process ends after all of them.
    """
    bell = Bell()
    given = settings, bell, os.getpid()
    process = get_context("fork").Process(target=_keep, args=given, name="views")
    process.start()
    bell.be_rung()
    try:
        yield bell
    finally:
        bell.hang_up()
        process.join()


def _keep(settings: Settings, bell: Bell, parent: int) -> None:
    """
    Keep the views until nobody is left to ring; then what the log holds is folded.

    Those who answer have ended by then, so that nothing more comes from them.
    """
    bell.be_heard()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # those who answer may still wait for a view
    follow_to_the_grave(parent)
    with ExitStack() as opened:
        engine = open_views(settings.home, settings.kept)
        opened.callback(engine.dispose)
        ledger = opened.enter_context(closing(open_ledger(settings.address)))
        proofs = open_proof_log(settings, ledger, opened)
        watch = personal_watch(settings, ledger, engine, opened)
        keeping = Keeping(ledger, engine, partial(timetable, settings), proofs, watch)
        opened.callback(keeping.stop)
        keeping.start()
        log.info("views.kept", pid=os.getpid())
        while said := os.read(bell.ear, LISTENED):
            (keeping.hurry if HURRY in said else keeping.wake)()
        keeping.finish()
