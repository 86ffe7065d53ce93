"""The rows of the ledger with their hashes, as they go into the tree."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol
from uuid import UUID

from domain.proof.leaf import StoredFact
from domain.proof.sublog import PREFIXES
from domain.proof.tree import leaf_hash
from infra.ledger.store import LogRow
from infra.ledger.stored_names import NAMES
from infra.proof.tiles import Tiles
from services.proofs import NotTheSameLog

BATCH = 4_096
ELSEWHERE = frozenset(name for name in NAMES if not name.startswith(PREFIXES))
"""Names of facts that are in no sub-log."""


class Rows(Protocol):
    """What the tree asks of the ledger."""

    def rows(self, position: int, limit: int, outside: Collection[str] = ()) -> Sequence[LogRow]:
        """Return up to *limit* rows after *position*, in order; of some names it may leave out."""
        ...

    def rows_of(self, streams: Sequence[UUID]) -> Sequence[LogRow]:
        """Return the rows of all *streams*, in the order of the log."""
        ...

    def last_position(self) -> int:
        """Return the position of the newest fact, 0 when the log is empty."""
        ...


def hashed(ledger: Rows, after: int, limit: int) -> Sequence[tuple[LogRow, bytes]]:
    """
    Return up to *limit* rows after a position, each with its hash.

    Raises:
        NotTheSameLog: a row does not stand where it should.
    """
    rows = ledger.rows(after, limit)
    return [(row, _leaf(row, at)) for at, row in enumerate(rows, after + 1)]


def _leaf(row: LogRow, expected: int) -> bytes:
    if row[0] != expected:
        raise NotTheSameLog(f"position {expected} is missing")
    return leaf_hash(StoredFact(*row).leaf())


def of_sublogs(ledger: Rows, after: int, size: int) -> Iterator[Sequence[StoredFact]]:
    """Yield the facts after a position up to *size* that may be of a sub-log, by the batch."""
    for begin in range(after, size, BATCH):
        rows = ledger.rows(begin, min(BATCH, size - begin), ELSEWHERE)
        yield [StoredFact(*row) for row in rows if row[3].startswith(PREFIXES)]


def as_hashed(fact: StoredFact, nodes: Tiles) -> bytes:
    """
    Return the hash of a fact that is in the tree.

    Raises:
        NotTheSameLog: it is not the fact that was taken in there.
    """
    if (found := leaf_hash(fact.leaf())) != nodes(0, fact.position - 1):
        raise NotTheSameLog(f"the fact at {fact.position} is not the one that was hashed")
    return found
