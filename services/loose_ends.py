"""Which checkpoints that were told to everybody are proven from nothing longer yet."""

from collections.abc import Sequence

from domain.proof.growth import Growth
from domain.proof.note import Checkpoint, read_checkpoint
from services.proofs import Proofs, proven_from


class LooseEnds:
    """
    What was told, by its size and with its root, but for what a longer one was proven from since.

    With one sender it is the last one. Two may leave two; the next checkpoint is proven from each.
    """

    def __init__(self) -> None:
        self._roots: dict[int, bytes] = {}

    def take(self, old: int, told: Checkpoint) -> None:
        """Take in a checkpoint that was told with a proof since *old* facts."""
        self._roots.pop(old, None)
        self._roots[told.size] = told.root

    def tied(self, proofs: Proofs) -> Sequence[Growth]:
        """
        Return the checkpoint of the log as it stands, once for each end that it leaves open.

        A log that is shorter than what was told says so: a checkpoint with a size before it that is
        larger than its own. One told as long as the log with another root is not the log's: whoever
        hears the log's own beside it knows that its key was used twice.
        """
        note = proofs.checkpoint()
        now = read_checkpoint(note)
        told = self._roots or {0: b""}
        open_ends = sorted(size for size in told if (size, told[size]) != (now.size, now.root))
        return [proven_from(old, note, proofs) for old in open_ends]
