"""Where views hear of facts: the one thing they ask of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from domain.facts import Event
from domain.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Share:
    """One of equal shares of the streams: every stream is in exactly one of them."""

    part: int = 0
    of: int = 1

    def has(self, stream: UUID) -> bool:
        """Say whether *stream* is in it."""
        return stream.int % self.of == self.part


WHOLE = Share()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the log: where it ends, and those of its facts that were asked for."""

    end: int
    facts: Sequence[Recorded[Event]]


class Feed(Protocol):
    """The log, read from any position on."""

    def stretch(
        self, position: int, limit: int, kinds: frozenset[type], share: Share = WHOLE
    ) -> Stretch:
        """
        Read the *limit* facts after *position*, fewer at the end of the log, without gaps.

        Those of other than *kinds*, and of streams out of *share*, are passed over. Where nothing
        follows, the stretch ends where it begins.
        """
        ...

    def last_position(self) -> int:
        """Return the position of the newest fact, 0 when the log is empty."""
        ...
