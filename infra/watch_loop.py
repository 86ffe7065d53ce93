"""A thread that looks at something now and then, and outlives whatever goes wrong at a look."""

from abc import ABC, abstractmethod
from threading import Event, Thread

import structlog

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class WatchLoop(ABC):
    """
    Looks for the first time after *first* seconds, and then every so many.

    Where *longest* is more than that, each failure doubles the pause up to it, and a look that
    succeeds sets it back. *name* begins what is logged.
    """

    def __init__(
        self, name: str, every: float, *, first: float | None = None, longest: float | None = None
    ) -> None:
        self._failed, self._every = f"{name}.failed", every
        self._pause = every if first is None else first
        self._longest = every if longest is None else longest
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def _turn(self) -> None:
        """Look once, and log what came of it."""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the look in hand."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._pause):
            try:
                self._turn()
                self._pause = self._every
            except Exception:
                self._pause = max(self._every, min(self._longest, 2 * self._pause))
                log.exception(self._failed, again_in=self._pause)
