"""The rows of the ledger with their hashes, as they go into the tree."""

from collections.abc import Sequence
from typing import Protocol

from domain.proof.leaf import StoredFact
from domain.proof.tree import leaf_hash
from infra.ledger.store import LogRow
from services.proofs import NotTheSameLog


class Rows(Protocol):
    """What the tree asks of the ledger."""

    def rows(self, position: int, limit: int) -> Sequence[LogRow]:
        """Return up to *limit* rows after *position*, in order."""
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
