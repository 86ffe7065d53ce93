"""The smallest ledger that keeps the port's word: streams in a dictionary, one log."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.access import behind
from domain.facts import Event
from domain.recorded import Dated, Envelope, Recorded
from projections.feed import WHOLE, Share, Stretch
from services.ports import Append, Conflict
from tests.builders import dated


class Notebook:
    """A ledger in a dictionary, for tests that need facts but no store."""

    def __init__(self, facts: Mapping[UUID, Sequence[Event | Dated[Event]]] | None = None) -> None:
        """Take facts that happened; those without a date happened on the first day."""
        self._pages = {stream: dated(*events) for stream, events in (facts or {}).items()}
        self.log: list[Recorded[Event]] = []

    def read(self, stream: UUID) -> Sequence[Event]:
        """Return the facts of a stream."""
        return tuple(fact.event for fact in self._pages.get(stream, ()))

    def read_many(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Dated[Event]]]:
        """Return the facts of several streams, with their dates."""
        return {stream: tuple(self._pages.get(stream, ())) for stream in streams}

    def versions(self, streams: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many facts there are of each of several streams."""
        return {stream: len(self._pages.get(stream, ())) for stream in streams}

    @property
    def streams(self) -> Mapping[UUID, Sequence[Event]]:
        """Return the facts of every stream."""
        return {stream: self.read(stream) for stream in self._pages}

    @property
    def pages(self) -> Mapping[UUID, Sequence[Dated[Event]]]:
        """Return the facts of every stream with their dates and who stands behind them."""
        return {stream: tuple(page) for stream, page in self._pages.items()}

    def append(self, appends: Sequence[Append], envelope: Envelope) -> int:
        """Write all or nothing."""
        if any(len(self._pages.get(one.stream, ())) != one.expected for one in appends):
            raise Conflict("not at the expected version")
        for one in appends:
            beside = one.envelopes or (envelope,) * len(one.events)
            for event, mine in zip(one.events, beside, strict=True):
                stream = self._pages.setdefault(one.stream, [])
                by = behind(mine.actor, mine.delegation)
                stream.append(Dated(event, mine.effective_on, by))
                position = len(self.log) + 1
                self.log.append(Recorded(position, one.stream, len(stream), event, mine))
        return self.last_position()

    def since(self, position: int, limit: int) -> Sequence[Recorded[Event]]:
        """Return facts after a position."""
        return self.log[position : position + limit]

    def stretch(
        self, position: int, limit: int, kinds: frozenset[type], share: Share = WHOLE
    ) -> Stretch:
        """Read facts after a position."""
        read = self.since(position, limit)
        wanted = [one for one in read if type(one.event) in kinds and share.has(one.stream)]
        return Stretch(position + len(read), wanted)

    def last_position(self) -> int:
        """Return the number of facts."""
        return len(self.log)
