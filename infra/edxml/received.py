"""What was received: a table in the data folder, the bytes beside it under their SHA-256."""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec

from infra.edxml.files import locked, put
from services.edxml.gateway import Became, Entry, Verdict
from services.edxml.incoming import Arrival, Said, StatusSaid
from services.edxml.refusal import Reason
from services.stores import NoSuchFile

TABLE = """
CREATE TABLE IF NOT EXISTS received (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  received_at TEXT NOT NULL,
  kind TEXT,
  said BLOB,
  reasons BLOB NOT NULL,
  identity TEXT,
  meaning TEXT,
  reply BLOB
);
CREATE UNIQUE INDEX IF NOT EXISTS received_identity ON received (identity);
CREATE TABLE IF NOT EXISTS led_to (
  digest TEXT PRIMARY KEY,
  became BLOB NOT NULL
)
"""
PUT = "INSERT OR REPLACE INTO received VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
KEPT = "SELECT received.*, became FROM received LEFT JOIN led_to USING (digest)"
BY_DIGEST = f"{KEPT} WHERE digest = ?"
BY_IDENTITY = f"{KEPT} WHERE identity = ?"
AFTER = f"{KEPT} WHERE number > ? ORDER BY number LIMIT ?"
UNREAD = f"{KEPT} WHERE became IS NULL AND verdict = 'taken' ORDER BY number"
NOTE = "INSERT OR IGNORE INTO led_to VALUES (?, ?)"
SAID: dict[str, type[Said]] = {"document": Arrival, "status": StatusSaid}
KIND = {kind: name for name, kind in SAID.items()}
PATIENCE = 30.0
Text: TypeAlias = str | None
Data: TypeAlias = bytes | None
Row = tuple[int, str, str, int, str, str, Text, Data, bytes, Text, Text, Data, Data]


class ReceivedFiles:
    """The port Received."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "kept").mkdir(parents=True, exist_ok=True)
        self._table = sqlite3.connect(
            folder / "received.db", timeout=PATIENCE, isolation_level=None
        )
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            self._table.execute(f"PRAGMA {pragma}")
        self._table.executescript(TABLE)

    def close(self) -> None:
        """Give the table back."""
        self._table.close()

    def alone(self) -> AbstractContextManager[None]:
        """Keep other pollers of this house away meanwhile; they wait."""
        return locked(self._folder / "poll.lock")

    def of(self, digest: str) -> Entry | None:
        """Return what was made of these bytes, None when they never came."""
        return self._one(BY_DIGEST, digest)

    def taken_as(self, identity: str) -> Entry | None:
        """Return the package that was taken as this, None when none was."""
        return self._one(BY_IDENTITY, identity)

    def keep(self, entry: Entry, content: BinaryIO | None) -> None:
        """Keep a package: its bytes, then its row, which takes the place of one judged before."""
        if content is not None:
            put(self._path(entry.digest), content)
        self._table.execute(PUT, _values(entry))

    def entries(self, after: int = 0, limit: int = 500) -> Sequence[tuple[int, Entry]]:
        """Return what came after a number, in the order of arrival."""
        return [(row[0], _entry(row)) for row in self._table.execute(AFTER, (after, limit))]

    def unread(self) -> Sequence[tuple[int, Entry]]:
        """Return what was taken and led to nothing yet, in the order of arrival."""
        return [(row[0], _entry(row)) for row in self._table.execute(UNREAD)]

    def note(self, digest: str, became: Became) -> None:
        """Write down what a package led to; the first word stands."""
        self._table.execute(NOTE, (digest, msgspec.json.encode(became)))

    def content(self, digest: str) -> BinaryIO:
        """Return the bytes of a package at their beginning; NoSuchFile when none are kept."""
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError:
            raise NoSuchFile(digest) from None

    def _one(self, asked: str, value: str) -> Entry | None:
        row = self._table.execute(asked, (value,)).fetchone()
        return _entry(row) if row else None

    def _path(self, digest: str) -> Path:
        return self._folder / "kept" / f"{digest}.edxml"


def _values(entry: Entry) -> tuple[object, ...]:
    return (
        entry.digest,
        entry.name,
        entry.size,
        entry.verdict.value,
        entry.received_at.astimezone(UTC).isoformat(),
        KIND[type(entry.said)] if entry.said else None,
        msgspec.json.encode(entry.said) if entry.said else None,
        msgspec.json.encode(entry.reasons),
        entry.identity,
        entry.meaning,
        entry.reply,
    )


def _entry(row: Row) -> Entry:
    _, digest, name, size, verdict, at, kind, said, reasons, identity, meaning, reply, led = row
    return Entry(
        digest,
        name,
        size,
        Verdict(verdict),
        datetime.fromisoformat(at),
        msgspec.json.decode(said, type=SAID[kind]) if said and kind else None,
        msgspec.json.decode(reasons, type=tuple[Reason, ...]),
        identity,
        meaning,
        reply,
        msgspec.json.decode(led, type=Became) if led else None,
    )
