"""Takes new facts into the tree over the log now and then, so that nobody who asks waits long."""

from infra.proof.log import ProofLog
from infra.watch_loop import WatchLoop

EVERY, LONGEST_PAUSE = 1.0, 60.0


class ProofFollower(WatchLoop):
    """
    A thread that looks every so many seconds, the first time after as many.

    What it has not taken in yet is taken in by whoever asks for a proof, so its being late, or
    dead, costs time and nothing else.
    """

    def __init__(self, proofs: ProofLog, every: float = EVERY) -> None:
        super().__init__("proofs", every, longest=LONGEST_PAUSE)
        self._proofs = proofs

    def _turn(self) -> None:
        self._proofs.prepare()
        while self._proofs.take_in() and not self._stopping.is_set():
            continue
