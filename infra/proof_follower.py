"""Takes new facts into the tree over the log now and then, so that nobody who asks waits long."""

from threading import Event, Thread

import structlog

from infra.proof_log import ProofLog

EVERY, LONGEST_PAUSE = 1.0, 60.0
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class ProofFollower:
    """
    A thread that looks every so many seconds, the first time after as many.

    What it has not taken in yet is taken in by whoever asks for a proof, so its being late, or
    dead, costs time and nothing else.
    """

    def __init__(self, proofs: ProofLog, every: float = EVERY) -> None:
        self._proofs, self._every, self._pause = proofs, every, every
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="proofs", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch in hand."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._pause):
            try:
                self._proofs.prepare()
                while self._proofs.catch_up() and not self._stopping.is_set():
                    continue
                self._pause = self._every
            except Exception:
                self._pause = min(LONGEST_PAUSE, 2 * self._pause)
                log.exception("proofs.failed", again_in=self._pause)
