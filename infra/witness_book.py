"""What a witness remembers: every checkpoint it cosigned, and those it refused, as they came."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from domain.proof.note import Checkpoint, read_checkpoint, read_note
from domain.proof.witness import Seen
from services.upkeep import CannotOpen

FILE = "witness.sqlite"
LOCK_SECONDS = 30
TABLES = (
    "CREATE TABLE cosigned (size INTEGER PRIMARY KEY, root BLOB NOT NULL, note TEXT NOT NULL)",
    "CREATE TABLE refused (number INTEGER PRIMARY KEY, at INTEGER, code TEXT, told TEXT, shown)",
)


class WitnessBook:
    """
    A file of its own; what is written is on the disk before anybody hears of it.

    A book that is lost is never begun anew by itself: a witness without memory would cosign a fork.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def begin(self) -> None:
        """
        Make the book.

        Raises:
            CannotOpen: there is one.
        """
        if self._path.exists():
            raise CannotOpen(f"{self._path}: there is a witness already")
        with self._opened("rwc") as file, file:
            for one in TABLES:
                file.execute(one)

    @contextmanager
    def held(self) -> Iterator[sqlite3.Connection]:
        """Lend the book to one at a time; what was written counts when the block ends well."""
        with self._opened("rw") as file:
            file.execute("BEGIN IMMEDIATE")
            with file:
                yield file

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        try:
            file = sqlite3.connect(
                f"{self._path.resolve().as_uri()}?mode={mode}", LOCK_SECONDS, uri=True
            )
        except sqlite3.OperationalError:
            why = "no book of a witness; one that is lost is not begun anew, see `witness new`"
            raise CannotOpen(f"{self._path}: {why}") from None
        with closing(file):
            file.execute("PRAGMA synchronous = FULL").close()
            yield file


def last_seen(book: sqlite3.Connection) -> Seen | None:
    """Return what was cosigned last; None before the first time."""
    row = book.execute("SELECT note FROM cosigned ORDER BY size DESC LIMIT 1").fetchone()
    if row is None:
        return None
    note = read_note(row[0])
    roots = dict(book.execute("SELECT size, root FROM cosigned"))
    return Seen(note.text, read_checkpoint(note), roots)


def keep(book: sqlite3.Connection, stand: Checkpoint, cosigned: str) -> None:
    """Remember a checkpoint as it was cosigned; of the same size the newer cosignature stays."""
    row = (stand.size, stand.root, cosigned)
    book.execute("INSERT OR REPLACE INTO cosigned VALUES (?, ?, ?)", row)


def keep_refused(book: sqlite3.Connection, at: int, code: str, told: str, shown: str) -> None:
    """Remember what was refused: signed by the log, it proves what was done."""
    row = (at, code, told, shown)
    book.execute("INSERT INTO refused (at, code, told, shown) VALUES (?, ?, ?, ?)", row)
