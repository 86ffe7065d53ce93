"""What the ledger asks of a store: rows in one order, several streams at once, all or nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from projections.feed import WHOLE, Share

Row = tuple[str, bytes]
StreamRow = tuple[UUID, str, bytes]
LogRow = tuple[int, UUID, int, str, bytes]


class NotDurable(Exception):
    """The store would answer a commit before the disk has it."""


class TwoAtOnePosition(Exception):
    """Two facts stand at one position: rows were put past the rules of the store."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows (stored name, bytes) to put after version `expected` of one stream."""

    stream: UUID
    expected: int
    rows: Sequence[Row]


class Store(Protocol):
    """Where rows are kept; `infra/ledger/ledger.py` turns facts into rows and back."""

    def rows(self, stream: UUID) -> Sequence[Row]:
        """Return the rows of *stream* in order."""
        ...

    def rows_of(self, streams: Sequence[UUID]) -> Sequence[StreamRow]:
        """Return the rows of all *streams*, those of one stream in order."""
        ...

    def versions_of(self, streams: Sequence[UUID]) -> Sequence[tuple[UUID, int]]:
        """Return the version of each of *streams* that is there, at one moment."""
        ...

    def log_rows_of(self, streams: Sequence[UUID]) -> Sequence[LogRow]:
        """Return the rows of all *streams* with their places, in the order of the log."""
        ...

    def write(self, sheets: Sequence[Sheet], /) -> int:
        """
        Write all *sheets*, each of another stream, or none; return the position of the last row.

        A sheet without rows writes nothing and still holds its stream to its version.

        Raises:
            Conflict: a stream is not at its expected version.
        """
        ...

    def tail(
        self, position: int, limit: int, outside: Collection[str] = (), share: Share = WHOLE
    ) -> Sequence[LogRow]:
        """
        Return up to *limit* rows after *position*, in order.

        Those under the names *outside*, and of streams out of *share*, may be left out; the last
        one never is, for it tells how far the log was read.
        """
        ...

    def last(self) -> int:
        """Return the position of the newest row, 0 when there is none."""
        ...

    def close(self) -> None:
        """Give back all connections."""
        ...
