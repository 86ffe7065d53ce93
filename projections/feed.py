"""Where views hear of facts: the one thing they ask of the ledger."""

from collections.abc import Sequence
from typing import Protocol

from domain.facts import Event
from domain.recorded import Recorded


class Feed(Protocol):
    """The log, read from any position on."""

    def since(self, position: int, limit: int) -> Sequence[Recorded[Event]]:
        """Return up to *limit* facts after *position*, in order, without gaps."""
        ...

    def last_position(self) -> int:
        """Return the position of the newest fact, 0 when the log is empty."""
        ...
