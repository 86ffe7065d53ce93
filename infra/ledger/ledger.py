"""The ledger: facts in streams and in one log, over whichever store the settings name."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from domain.facts import Event
from domain.recorded import Dated, Envelope, Recorded
from infra.ledger.codec import NOT_A_FACT, Codec
from infra.ledger.memory import MemoryStore
from infra.ledger.sqlite import SqliteStore
from infra.ledger.store import LogRow, Sheet, Store
from projections.feed import WHOLE, Share, Stretch
from services.ports import Append, Conflict

T = TypeVar("T")
MEMORY, SQLITE = "memory:", "sqlite:///"
POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Unreadable(ValueError):
    """The bytes of a fact cannot be read; says at which place, and under which stored name."""

    def __init__(self, place: str, name: str) -> None:
        super().__init__(f"the fact at {place} ({name}) cannot be read")


class StoreLedger:
    """
    The port `Ledger` over a store.

    An append is written by one transaction and answered when the disk has it. It is not tried
    again here: when the answer is lost (the process or the connection died), the writer cannot
    know, and a second attempt either lands once or meets the first one as `Conflict`, for both ask
    for the same version. The receipt beside the facts tells the two apart.

    Threads share one ledger; processes open one each. Open it after a fork, never before: neither
    connections nor the locks of the threads that hold them survive one.
    """

    def __init__(self, store: Store, codec: Codec | None = None) -> None:
        self._store = store
        self._codec = codec or Codec()

    def read(self, stream: UUID) -> Sequence[Event]:
        """
        Return the facts of *stream* in order; none when it is unknown.

        Raises:
            Unreadable: the bytes of one are none.
        """
        decode, rows = self._codec.fact, self._store.rows(stream)
        return [_read(decode, stream, at, *row) for at, row in enumerate(rows, start=1)]

    def read_many(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Dated[Event]]]:
        """
        Return the facts of each of *streams*, with their dates, as they are at one moment.

        Raises:
            Unreadable: the bytes of one are none.
        """
        decode = self._codec.dated
        facts: dict[UUID, list[Dated[Event]]] = {stream: [] for stream in streams}
        for stream, name, state in self._store.rows_of(list(facts)):
            known = facts[stream]
            known.append(_read(decode, stream, len(known) + 1, name, state))
        return facts

    def versions(self, streams: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return the version of each of *streams* at one moment, 0 of an unknown; none is read."""
        return {**dict.fromkeys(streams, 0), **dict(self._store.versions_of(streams))}

    def recorded_of(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """
        Return the facts of each of *streams* with all that stands beside them.

        Raises:
            Unreadable: the bytes of one are none.
        """
        facts: dict[UUID, list[Recorded[Event]]] = {stream: [] for stream in streams}
        for at, stream, version, name, state in self._store.log_rows_of(list(facts)):
            facts[stream].append(Recorded(at, stream, version, *self._whole(at, name, state)))
        return facts

    def append(self, appends: Sequence[Append], envelope: Envelope) -> int:
        """
        Write all *appends* in one transaction, or none; return the position of the last fact.

        An append without events writes nothing and still holds its stream to its version.

        Raises:
            Conflict: a stream is not at its expected version (older, newer or not there), or is
                named twice; nothing was written.
            Unstorable: a fact that could not be read back; nothing was written.
        """
        if len({one.stream for one in appends}) < len(appends):
            raise Conflict("a stream is named twice in one append")
        sealed = self._codec.seal(envelope)
        return self._store.write([self._sheet(one, sealed) for one in appends])

    def since(self, position: int, limit: int) -> Sequence[Recorded[Event]]:
        """Return up to *limit* facts after *position*, in order, without gaps."""
        return [
            Recorded(at, stream, version, *self._whole(at, name, state))
            for at, stream, version, name, state in self._store.tail(position, limit)
        ]

    def stretch(
        self, position: int, limit: int, kinds: frozenset[type], share: Share = WHOLE
    ) -> Stretch:
        """Read the *limit* facts after *position*; those not asked for are not even decoded."""
        passed_over, whole = self._codec.names_outside(kinds), self._whole
        rows = self._store.tail(position, limit, passed_over, share)
        facts = [
            Recorded(at, stream, version, *whole(at, name, state))
            for at, stream, version, name, state in rows
            if name not in passed_over and share.has(stream)
        ]
        return Stretch(rows[-1][0] if rows else position, facts)

    def rows(self, position: int, limit: int, outside: Collection[str] = ()) -> Sequence[LogRow]:
        """
        Return the *limit* rows after *position* as they are stored, in order.

        Those under the names *outside* may be left out.
        """
        return self._store.tail(position, limit, outside)

    def rows_of(self, streams: Sequence[UUID]) -> Sequence[LogRow]:
        """Return the rows of all *streams* as they are stored, in the order of the log."""
        return self._store.log_rows_of(streams)

    def last_position(self) -> int:
        """Return the position of the newest fact, 0 when the log is empty."""
        return self._store.last()

    def close(self) -> None:
        """Give back all connections; the ledger cannot be used any more."""
        self._store.close()

    def _whole(self, at: int, name: str, state: bytes) -> tuple[Event, Envelope]:
        """Return fact and envelope at a position; Unreadable when its bytes are none."""
        try:
            return self._codec.whole(name, state)
        except NOT_A_FACT as err:
            raise Unreadable(f"position {at}", name) from err

    def _sheet(self, one: Append, sealed: bytes) -> Sheet:
        """Return the rows of one append, each beside the envelope of its own if it has one."""
        if one.envelopes is None:
            rows = [self._codec.encode(event, sealed) for event in one.events]
        else:
            pairs = zip(one.events, one.envelopes, strict=True)
            distinct = {id(own): own for own in one.envelopes}
            seals = {key: self._codec.seal(own) for key, own in distinct.items()}
            rows = [self._codec.encode(event, seals[id(own)]) for event, own in pairs]
        return Sheet(one.stream, one.expected, rows)


def _read(
    decode: Callable[[str, bytes], T], stream: UUID, version: int, name: str, state: bytes
) -> T:
    """Return what *decode* makes of the fact at a version; Unreadable when its bytes are none."""
    try:
        return decode(name, state)
    except NOT_A_FACT as err:
        raise Unreadable(f"version {version} of stream {stream}", name) from err


def open_ledger(url: str | Path) -> StoreLedger:
    """
    Return the ledger at *url*, made when it is not there.

    Args:
        url: `memory:`, the path of a SQLite file (or `sqlite:///` before it), or `postgresql://`
            with user, password, host, port and database; `?host=/folder` names a socket.

    Raises:
        NotDurable: the store would answer a commit before the disk has it.
    """
    name = str(url)
    if name == MEMORY:
        return StoreLedger(MemoryStore())
    if name.startswith(POSTGRES):
        from infra.ledger.postgres import PostgresStore  # noqa: PLC0415 - costs 0.3 s to import

        return StoreLedger(PostgresStore(name.replace("+psycopg", "", 1)))
    path = Path(name.removeprefix(SQLITE))
    path.parent.mkdir(parents=True, exist_ok=True)
    return StoreLedger(SqliteStore(path))
