"""The smallest ledger that keeps the port's word: streams in a dictionary, one log."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.facts import Event
from domain.recorded import Envelope, Recorded
from projections.feed import WHOLE, Share, Stretch
from services.ports import Append, Conflict


class Notebook:
    """A ledger in a dictionary, for tests that need facts but no store."""

    def __init__(self, facts: Mapping[UUID, Sequence[Event]] | None = None) -> None:
        self.streams: dict[UUID, list[Event]] = {
            stream: list(events) for stream, events in (facts or {}).items()
        }
        self.log: list[Recorded[Event]] = []

    def read(self, stream: UUID) -> Sequence[Event]:
        """Return the facts of a stream."""
        return tuple(self.streams.get(stream, ()))

    def read_many(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Event]]:
        """Return the facts of several streams."""
        return {stream: self.read(stream) for stream in streams}

    def append(self, appends: Sequence[Append], envelope: Envelope) -> int:
        """Write all or nothing."""
        if any(len(self.streams.get(one.stream, ())) != one.expected for one in appends):
            raise Conflict("not at the expected version")
        for one in appends:
            beside = one.envelopes or (envelope,) * len(one.events)
            for event, mine in zip(one.events, beside, strict=True):
                stream = self.streams.setdefault(one.stream, [])
                stream.append(event)
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
