"""The ledger's rows in memory, for tests and trials."""

from collections.abc import Collection, Sequence
from typing import cast
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from infra.ledger.store import LogRow, Row, Sheet, StreamRow
from projections.feed import WHOLE, Share
from services.ports import Conflict


class MemoryStore(POPOApplicationRecorder):
    """The library's recorder in plain lists, asked for versions before it writes."""

    def rows(self, stream: UUID) -> Sequence[Row]:
        """Return the rows of *stream* in order."""
        return [(event.topic, event.state) for event in self.select_events(stream)]

    def rows_of(self, streams: Sequence[UUID]) -> Sequence[StreamRow]:
        """Return the rows of all *streams* as they are at one moment."""
        with self._database_lock:
            return [(stream, *row) for stream in streams for row in self.rows(stream)]

    def versions_of(self, streams: Sequence[UUID]) -> Sequence[tuple[UUID, int]]:
        """Return the version of each of *streams* that is there, at one moment."""
        with self._database_lock:
            return [(one, len(self._stored_events_index[str(one)])) for one in streams]

    def log_rows_of(self, streams: Sequence[UUID]) -> Sequence[LogRow]:
        """Return the rows of all *streams* with their places, in the order of the log."""
        return [row for row in self.tail(0, self.last()) if row[1] in streams]

    def write(self, sheets: Sequence[Sheet], /) -> int:
        """Write all *sheets* or none; return the position of the last row."""
        with self._database_lock:
            for sheet in sheets:
                found = len(self._stored_events_index[str(sheet.stream)])
                if found != sheet.expected:
                    raise Conflict(f"{sheet.stream} is at {found}, not {sheet.expected}")
            self.insert_events([event for sheet in sheets for event in _events(sheet)])
            return self.last()

    def tail(
        self,
        position: int,
        limit: int,
        outside: Collection[str] = (),  # noqa: ARG002 - nothing is won by leaving rows out
        share: Share = WHOLE,  # noqa: ARG002
    ) -> Sequence[LogRow]:
        """Return up to *limit* rows after *position*, in order."""
        with self._database_lock:
            events = self._stored_events[position : position + limit]
        return [
            (at, cast("UUID", e.originator_id), e.originator_version, e.topic, e.state)
            for at, e in enumerate(events, position + 1)
        ]

    def last(self) -> int:
        """Return the number of rows."""
        return self.max_notification_id() or 0

    def close(self) -> None:
        """Keep nothing open."""


def _events(sheet: Sheet) -> list[StoredEvent]:
    """Return the rows of a sheet as the library names them."""
    return [
        StoredEvent(sheet.stream, version, name, state)
        for version, (name, state) in enumerate(sheet.rows, sheet.expected + 1)
    ]
