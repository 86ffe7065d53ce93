"""A process beside the server that does one work, is begun again when it dies, and ends with it."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL
from multiprocessing import get_context
from time import sleep

import structlog

PAUSE, GLANCE, STOP_SECONDS = 1.0, 0.2, 5.0
PR_SET_PDEATHSIG = 1
FORK = get_context("fork")
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@contextmanager
def beside(name: str, work: Callable[[], None]) -> Iterator[None]:
    """
    Have *work* done by a process of its own for the time of the block.

    The work may be killed at any moment, at the end of the block as well, so it must be such that
    nothing is lost or doubled by that.
    """
    guardian = FORK.Process(target=_guard, args=(name, work, os.getpid()), name=f"{name} guardian")
    # Told to end before it listens, it would do what its maker does, which may be nothing.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    guardian.start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield
    finally:
        guardian.terminate()
        guardian.join(STOP_SECONDS)
        guardian.kill()  # its worker goes with it
        guardian.join()


def _guard(name: str, work: Callable[[], None], parent: int) -> None:
    """Begin the work, and begin it again whenever its process is gone, until told to end."""
    told: list[int] = []  # no Event: its lock may be held when the signal comes
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server is told, and tells us
    signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    follow_to_the_grave(parent)
    while not told:
        working = FORK.Process(target=_work, args=(name, work, os.getpid()), name=name)
        working.start()
        while working.is_alive() and not told:
            working.join(GLANCE)
        if not told:
            log.error("companion.died", companion=name, exit_code=working.exitcode)
            sleep(PAUSE)
        working.kill()
        working.join()


def _work(name: str, work: Callable[[], None], parent: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    follow_to_the_grave(parent)
    log.info("companion.began", companion=name, pid=os.getpid())
    work()


def follow_to_the_grave(parent: int) -> None:
    """Die with *parent*, the process that made this one, however it dies; also when it just did."""
    if sys.platform == "linux":
        CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
