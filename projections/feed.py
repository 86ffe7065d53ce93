"""Where views hear of facts: the one thing they ask of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from domain.facts import Event
from domain.recorded import Recorded

LAST_BYTE = 255


@dataclass(frozen=True, slots=True)
class Share:
    """
    A share of the streams: those whose id ends in a byte of this range, both ends included.

    The last byte is as good as drawn by lot in every kind of id, and any store can compare it.
    """

    first: int = 0
    last: int = LAST_BYTE

    def has(self, stream: UUID) -> bool:
        """Say whether *stream* is in it."""
        return self.first <= stream.int & LAST_BYTE <= self.last


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
