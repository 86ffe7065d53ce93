"""Whether the log takes facts: tried now and then in a thread of its own, so that nobody waits."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock, Thread
from time import monotonic
from uuid import UUID

from domain.recorded import Envelope
from services.ports import Append

EVERY, PATIENCE = 5.0, 0.5
SLOW = "no answer yet"
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
NOBODY = Envelope("nobody", (), None, None, SINCE.date(), SINCE, SINCE, UUID(int=0), "probe")
NOTHING = Append(UUID(int=0), 0, ())


class WriteProbe:
    """
    Tries a write that changes nothing, at most one at a time.

    A success counts for *every* seconds, a failure until somebody asks again.
    """

    def __init__(
        self, write: Callable[[], object], every: float = EVERY, patience: float = PATIENCE
    ) -> None:
        self._write, self._every, self._patience = write, every, patience
        self._lock = Lock()
        self._thread: Thread | None = None
        self._wrong: str | None = SLOW
        self._good_until = 0.0

    def wrong(self) -> str | None:
        """Return what keeps the log from taking facts, None for nothing; wait for *patience*."""
        with self._lock:
            thread = self._thread
            if thread is None or not thread.is_alive():
                if monotonic() < self._good_until:
                    return None
                thread = self._thread = Thread(target=self._try, name="probe", daemon=True)
                thread.start()
        thread.join(self._patience)
        return SLOW if thread.is_alive() else self._wrong

    def _try(self) -> None:
        try:
            self._write()
        except Exception as err:  # noqa: BLE001 - whatever it is, it is told to whoever asks
            self._wrong = type(err).__name__
        else:
            self._wrong, self._good_until = None, monotonic() + self._every
