"""A process beside the server that does one work, is begun again when it dies, and ends with it."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from time import sleep
from types import FrameType

import structlog

from infra.view_keeper import follow_to_the_grave

PAUSE = 1.0
FORK = get_context("fork")
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@contextmanager
def beside(name: str, work: Callable[[], None]) -> Iterator[None]:
    """
    Have *work* done by a process of its own for the time of the block.

    The work may be killed at any moment, at the end of the block as well, so it must be such that
    nothing is lost or doubled by that.
    """
    guardian = FORK.Process(target=_guard, args=(name, work), name=f"{name} guardian")
    guardian.start()
    try:
        yield
    finally:
        guardian.terminate()
        guardian.join()


def _guard(name: str, work: Callable[[], None]) -> None:
    """Begin the work, and begin it again whenever its process is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server is told, and tells us
    follow_to_the_grave()
    working: list[BaseProcess] = []

    def end(_number: int, _frame: FrameType | None) -> None:
        for process in working:
            process.kill()
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    while True:
        working[:] = [FORK.Process(target=_work, args=(name, work), name=name)]
        working[0].start()
        working[0].join()
        log.error("companion.died", companion=name, exit_code=working[0].exitcode)
        sleep(PAUSE)


def _work(name: str, work: Callable[[], None]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    follow_to_the_grave()
    log.info("companion.began", companion=name, pid=os.getpid())
    work()
