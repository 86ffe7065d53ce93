"""What a witness remembers: every checkpoint it cosigned, and those it refused, as they came."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from domain.proof.growth import Growth, read_growth
from domain.proof.note import Checkpoint, Note, read_checkpoint, read_note
from domain.proof.witness import Seen
from services.upkeep import CannotOpen

FILE = "witness.sqlite"
LOCK_SECONDS = 30
TABLE = "CREATE TABLE IF NOT EXISTS"
TABLES = (
    f"{TABLE} cosigned (size INTEGER PRIMARY KEY, root BLOB NOT NULL, note TEXT NOT NULL)",
    f"{TABLE} refused (number INTEGER PRIMARY KEY, at INTEGER, code TEXT, told TEXT, shown)",
)
# What the bus tells: of books that were begun before it was kept, these are made when they open.
LATER_TABLES = (
    f"{TABLE} proven (size INTEGER PRIMARY KEY, root BLOB NOT NULL)",
    f"{TABLE} waiting (size, old, shown TEXT, PRIMARY KEY (size, old))",
    "CREATE INDEX IF NOT EXISTS waiting_from ON waiting (old, size)",
    f"{TABLE} heard (number INTEGER PRIMARY KEY, place INTEGER NOT NULL)",
)
ROOT = (
    "SELECT root FROM cosigned WHERE size = :size UNION ALL"
    " SELECT root FROM proven WHERE size = :size LIMIT 1"
)
FEW = 5
HEARD, DOUBTED = 1, 2  # the rows of the table of places


class WitnessBook:
    """
    A file of its own; what is written is on the disk before anybody hears of it.

    A book that is lost is never begun anew by itself: a witness without memory would cosign a fork.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def begin(self) -> bool:
        """Make the book where there is none; say whether it is empty, as one that was begun."""
        with self._opened("rwc") as file:
            file.execute("BEGIN IMMEDIATE")
            with file:
                for one in TABLES:
                    file.execute(one)
                rows = "SELECT (SELECT count(*) FROM cosigned) + (SELECT count(*) FROM refused)"
                return bool(file.execute(rows).fetchone() == (0,))

    @contextmanager
    def held(self) -> Iterator[sqlite3.Connection]:
        """Lend the book to one at a time; what was written counts when the block ends well."""
        with self._opened("rw") as file:
            file.execute("BEGIN IMMEDIATE")
            with file:
                for one in LATER_TABLES:
                    file.execute(one)
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


def last_note(book: sqlite3.Connection) -> Note | None:
    """Return what was cosigned last; None before the first time."""
    row = book.execute("SELECT note FROM cosigned ORDER BY size DESC LIMIT 1").fetchone()
    return None if row is None else read_note(row[0])


def last_seen(book: sqlite3.Connection, shown: int) -> Seen | None:
    """Return what was cosigned last, and what is known of so many facts as are *shown*."""
    note = last_note(book)
    if note is None:
        return None
    return Seen(note.text, read_checkpoint(note), BookMemory(book).root(shown))


class BookMemory:
    """The port Memory, within one transaction of the book; each question reads one row or a few."""

    def __init__(self, book: sqlite3.Connection) -> None:
        self._book = book

    def last(self) -> int | None:
        """Return how many facts were cosigned last; None before the first time."""
        found: int | None = self._book.execute("SELECT max(size) FROM cosigned").fetchone()[0]
        return found

    def root(self, size: int) -> bytes | None:
        """Return the root of so many facts that was cosigned or proven; None if none was."""
        row = self._book.execute(ROOT, {"size": size}).fetchone()
        return None if row is None else bytes(row[0])

    def wait(self, growth: Growth) -> None:
        """Keep a growth until something proves or refutes it."""
        row = (read_checkpoint(growth.note).size, growth.old, growth.written())
        self._book.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)", row)

    def waiting(self, size: int) -> Sequence[Growth]:
        """Return what waits and is of so many facts."""
        asked = "SELECT shown FROM waiting WHERE size = ? ORDER BY old"
        return [read_growth(row[0]) for row in self._book.execute(asked, (size,))]

    def onward(self, size: int) -> Growth | None:
        """Return the longest that waits and is proven from so many facts on."""
        asked = "SELECT shown FROM waiting WHERE old = ? AND size > ? ORDER BY size DESC LIMIT 1"
        row = self._book.execute(asked, (size, size)).fetchone()
        return None if row is None else read_growth(row[0])

    def prove(self, stand: Checkpoint) -> None:
        """Keep a root that is proven."""
        row = (stand.size, stand.root)
        self._book.execute("INSERT OR REPLACE INTO proven VALUES (?, ?)", row)

    def settle(self, size: int) -> None:
        """Forget what waited and is of so many facts."""
        self._book.execute("DELETE FROM waiting WHERE size = ?", (size,))

    def unproven(self) -> Sequence[int]:
        """Return the sizes of a few that wait, the smallest first."""
        asked = "SELECT DISTINCT size FROM waiting ORDER BY size LIMIT ?"
        return [row[0] for row in self._book.execute(asked, (FEW,))]

    def place(self) -> int | None:
        """Return where on the bus the last one was heard; None before that."""
        return self._place(HEARD)

    def move_to(self, place: int) -> None:
        """Remember where on the bus the last one was heard."""
        self._book.execute("INSERT OR REPLACE INTO heard VALUES (?, ?)", (HEARD, place))

    def doubt(self, place: int) -> None:
        """Remember where the first stands that somebody unknown signed since keys came."""
        self._book.execute("INSERT OR IGNORE INTO heard VALUES (?, ?)", (DOUBTED, place))

    def go_back(self) -> None:
        """Go back to the first that somebody unknown signed: who that was may be known by now."""
        doubted, heard = self._place(DOUBTED), self._place(HEARD)
        if doubted is not None and heard is not None:
            self.move_to(min(doubted, heard))
        self._book.execute("DELETE FROM heard WHERE number = ?", (DOUBTED,))

    def _place(self, number: int) -> int | None:
        row = self._book.execute("SELECT place FROM heard WHERE number = ?", (number,)).fetchone()
        return None if row is None else int(row[0])


def keep(book: sqlite3.Connection, stand: Checkpoint, cosigned: str) -> None:
    """Remember a checkpoint as it was cosigned; of the same size the newer cosignature stays."""
    row = (stand.size, stand.root, cosigned)
    book.execute("INSERT OR REPLACE INTO cosigned VALUES (?, ?, ?)", row)


def keep_refused(book: sqlite3.Connection, at: int, code: str, told: str, shown: str) -> None:
    """Remember what was refused: signed by the log, it proves what was done."""
    row = (at, code, told, shown)
    book.execute("INSERT INTO refused (at, code, told, shown) VALUES (?, ?, ?, ?)", row)
