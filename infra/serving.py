"""A granian that replaces workers that die, however soon, until too many die in one minute."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import cached_property
from time import monotonic

import structlog
from granian.server import MPServer

MOST_DEATHS, SPAN, PAUSE = 5, 60.0, 1.0
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Server(MPServer):
    """
    The library's server, with patience of its own.

    Granian takes a worker that dies within 5.5 s of its making for a crash loop and ends; two
    heavy requests, or a keeper who kills the wrong process twice, would end the service.
    """

    _given_up = False

    @cached_property
    def _deaths(self) -> deque[float]:
        """When workers died, within the last span."""
        return deque()

    def _respawn_workers(
        self,
        workers: Sequence[int],
        spawn_target: object,
        target_loader: object,
        delay: float = 0,
    ) -> None:
        """Replace workers; with a *delay* they are exchanged (SIGHUP), else they died."""
        if not delay and not self._endured():
            return self._give_up(workers)
        if not self.interrupt_signal:
            super()._respawn_workers(workers, spawn_target, target_loader, delay)
        self.respawned_wrks.clear()  # what granian tells a crash loop by
        return None

    def _endured(self) -> bool:
        """Note a death and say whether there were few enough; all but the first make us wait."""
        now = monotonic()
        self._deaths.append(now)
        while self._deaths[0] < now - SPAN:
            self._deaths.popleft()
        if len(self._deaths) > 1:
            self.main_loop_interrupt.wait(PAUSE)
        return len(self._deaths) <= MOST_DEATHS

    def _give_up(self, workers: Sequence[int]) -> None:
        """End as granian ends when it gives up: what is left is stopped, the status is 1."""
        log.error("server.gave-up", deaths=len(self._deaths), seconds=SPAN)
        self._given_up = True
        self.interrupt_children += workers
        self.interrupt_signal = True
        self.main_loop_interrupt.set()

    def shutdown(self, exit_code: int = 0) -> None:
        """End well where somebody said so, though a worker died at that very moment."""
        if self.interrupt_signal and not self._given_up:
            self.interrupt_children.clear()
        end: Callable[[int], None] = super().shutdown  # the library does not say what it takes
        end(exit_code)
