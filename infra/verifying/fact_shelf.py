"""Facts kept by stream while a log is decided again: on the disk, for a log may be long."""

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self
from uuid import UUID

from domain.facts import Event
from domain.recorded import Dated
from infra.ledger.codec import Codec
from services.redeciding.act import Fact, dated

KEPT = 50_000  # facts and streams that stay in memory; those read last
Page = list[Dated[Event]]
TABLES = """
    CREATE TABLE facts (
        stream BLOB, version INTEGER, name TEXT, content BLOB, PRIMARY KEY (stream, version)
    ) WITHOUT ROWID;
    CREATE TABLE places (position INTEGER PRIMARY KEY, stream BLOB)
"""


class FactShelf:
    """A scratch database of its own, erased at the end; nobody else sees it."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._folder = TemporaryDirectory(prefix="vinhdanh-rules-")
        self._file = sqlite3.connect(Path(self._folder.name) / "facts.db", isolation_level=None)
        for one in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32000"):
            self._file.execute(f"PRAGMA {one}")
        self._file.executescript(TABLES)
        self._file.execute("BEGIN")
        self._pages = OrderedDict[UUID, Page]()
        self._held = 0
        self._waiting: dict[int, tuple[str, bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with closing(self._file):
            pass
        self._folder.cleanup()

    def bring(self, position: int, row: tuple[str, bytes]) -> None:
        """Take the row of a fact that is being read, to be kept once its act was decided again."""
        self._waiting[position] = row

    def read_many(self, streams: Sequence[UUID]) -> dict[UUID, Sequence[Dated[Event]]]:
        """Return the facts of each of *streams*."""
        return {one: tuple(self._page(one)) for one in streams}

    def stream_at(self, position: int) -> UUID | None:
        """Return the stream of the fact at a position, None where none is kept of it."""
        asked = "SELECT stream FROM places WHERE position = ?"
        found = self._file.execute(asked, (position,)).fetchone()
        return UUID(bytes=found[0]) if found else None

    def add(self, facts: Sequence[Fact]) -> None:
        """Keep more facts."""
        for one in facts:
            told = (one.stream.bytes, one.version, *self._waiting[one.position])
            self._file.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", told)
            if one.version == 1 or one.stream in self._pages:
                self._page(one.stream, fresh=one.version == 1).append(dated(one))
                self._held += 1
        places = [(one.position, one.stream.bytes) for one in facts]
        self._file.executemany("INSERT OR REPLACE INTO places VALUES (?, ?)", places)
        for one in facts:
            self._waiting.pop(one.position, None)
        self._make_room()

    def _page(self, stream: UUID, *, fresh: bool = False) -> Page:
        if stream not in self._pages:
            self._pages[stream] = [] if fresh else self._read(stream)
            self._held += len(self._pages[stream])
        self._pages.move_to_end(stream)
        return self._pages[stream]

    def _read(self, stream: UUID) -> Page:
        asked = "SELECT name, content FROM facts WHERE stream = ? ORDER BY version"
        return [self._codec.dated(*row) for row in self._file.execute(asked, (stream.bytes,))]

    def _make_room(self) -> None:
        while self._held + len(self._pages) > KEPT:
            _, page = self._pages.popitem(last=False)
            self._held -= len(page)
