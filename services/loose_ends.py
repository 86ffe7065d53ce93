"""Which checkpoints that were told to everybody are proven from nothing longer yet."""

from collections.abc import Sequence

from domain.proof.growth import Growth
from domain.proof.note import read_checkpoint
from services.proofs import Proofs, proven_from


class LooseEnds:
    """
    The sizes that were told, without those that a longer one was proven from since.

    With one sender it is the last one. Two may leave two; the next checkpoint is proven from each.
    """

    def __init__(self) -> None:
        self._sizes: set[int] = set()

    def take(self, old: int, size: int) -> None:
        """Take in that *size* facts were told with a proof since *old*."""
        self._sizes.discard(old)
        self._sizes.add(size)

    def tied(self, proofs: Proofs) -> Sequence[Growth]:
        """
        Return the checkpoint of the log as it stands, once for each end that it leaves open.

        A log that is shorter than what was told says so: a checkpoint with a size before it that is
        larger than its own.
        """
        note = proofs.checkpoint()
        open_ends = sorted((self._sizes or {0}) - {read_checkpoint(note).size})
        return [proven_from(old, note, proofs) for old in open_ends]
