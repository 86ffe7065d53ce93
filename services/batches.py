"""The streams of a long log, a batch at a time: those in which facts of some kinds stand."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from services.ports import Ledger
from services.upkeep import Progress

STRIDE, BATCH = 2_000, 200


def batches(
    kinds: frozenset[type], stage: str, ledger: Ledger, progress: Progress
) -> Iterator[Sequence[UUID]]:
    """
    Yield a stream for each fact of *kinds*, up to 200 at a time, in the order of the log.

    What is written meanwhile comes too. *progress* hears of *stage* after each stretch.
    """
    position = 0
    while (stretch := ledger.stretch(position, STRIDE, kinds)).end > position:
        found = [fact.stream for fact in stretch.facts]
        for first in range(0, len(found), BATCH):
            yield found[first : first + BATCH]
        position = stretch.end
        progress(stage, position, max(position, ledger.last_position()))
