"""The witness: its key, its book, and the keys of the log it watches, in a folder of its own."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import time

import structlog

from domain.proof.growth import Growth, read_growth
from domain.proof.note import (
    WITNESS,
    BadNote,
    Key,
    Note,
    Signature,
    read_checkpoint,
    read_note,
)
from domain.proof.witness import Alarm, Shown, see_that_it_only_grew
from infra.bus.settings import BusSettings, needed
from infra.edxml.files import sync
from infra.proof.handovers import LogKeys
from infra.proof.keys import KeyRing, SigningKey, cosigners, signers
from infra.witness import web as witness_web
from infra.witness.book import (
    BookMemory,
    WitnessBook,
    keep,
    keep_refused,
    last_note,
    last_seen,
)
from infra.witness.log_keys import WatchedKeys, see_that_they_are_of_one_log
from infra.witness.size import LastSize
from services.hearing import Cosign, hear
from services.upkeep import CannotOpen
from services.witnessing import Cosigned, PassedBy, Strange, Told

KEY = "witness.key"
FROM_THE_LOG = {"forked", "shrunk", "replayed", "book-behind", "key-retired", "two-heirs"}
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class WitnessDesk:
    """The port Witness."""

    def __init__(self, folder: Path, bus: Callable[[], BusSettings] | None = None) -> None:
        self._folder, self._book, self._bus = folder, WitnessBook(folder), bus
        self._log = WatchedKeys(folder)
        self._ring, self._size = KeyRing(folder, KEY, WITNESS), LastSize(folder)

    def begin(self, name: str, log_keys: str) -> str:
        """
        Make book and key of a witness for the log whose keys these are.

        The key comes last: without one nothing was cosigned, and what was begun is gone on with.
        """
        see_that_they_are_of_one_log(log_keys)
        Key(name, bytes(32), WITNESS)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync(self._folder.parent)
        if self._ring.current() is not None or not self._book.begin():
            raise CannotOpen(f"{self._folder}: there is a witness already")
        self._log.begin(log_keys)
        return self._ring.made(name).public.written()

    def look(self, shown: str) -> Cosigned:
        """Cosign a growth if the log only grew; whatever is refused is remembered as well."""
        growth = read_growth(shown)
        with self._judging(growth) as (_, cosign):
            return cosign(growth)

    def hear(self, told: Told) -> Cosigned | None:
        """Cosign what the bus tells if it goes on from the last look, else let it wait."""
        growth = growth_of_the_log(told.written, self._log.current(), self._key().public)
        with self._judging(growth) as (memory, cosign):
            done = hear(growth, memory, cosign)
            memory.move_to(told.place)
            return done

    def doubt(self, place: int) -> None:
        """Remember where the first is that an heir may have signed: a new key goes back there."""
        with self._book.held() as book:
            BookMemory(book).doubt(place)

    def pass_by(self, passed: PassedBy) -> None:
        """Log what was passed by, and go on behind it next time."""
        log.warning("witness.strange", count=passed.count, first=passed.why)
        with self._book.held() as book:
            memory = BookMemory(book)
            memory.move_to(max(passed.place, memory.place() or 0))

    @contextmanager
    def _judging(self, growth: Growth) -> Iterator[tuple[BookMemory, Cosign]]:
        """Look and remember in one go: of two at once the second sees what the first did."""
        key, known = self._key(), self._log.current()
        try:
            see_that_the_log_signed(growth.note, known)
            with self._book.held() as book:
                memory = BookMemory(book)
                see_that_nothing_is_forgotten(memory.last(), growth.note, key.public)
                see_that_the_book_is_the_last(memory.last(), self._size.read())
                yield memory, partial(judged, book, key, known)
                size = memory.last() or 0
        except Alarm as alarm:
            self._keep_refused(alarm, growth.written())
            raise
        if size > self._size.read():
            self._keep_size()

    def _keep_size(self) -> None:
        """Write how many facts the book ends at, once it is on the disk, and one at a time."""
        with self._book.held() as book:
            self._size.write(BookMemory(book).last() or 0)

    def _keep_refused(self, alarm: Alarm, shown: str) -> None:
        if alarm.code in FROM_THE_LOG:
            with self._book.held() as book:
                keep_refused(book, _now(), alarm.code, str(alarm), shown)

    def follow(self, handovers: str) -> Sequence[str]:
        """Believe the keys that known keys of the log handed over to; return the new ones."""
        known = self._log.current().keys
        with self._book.held() as book:
            BookMemory(book).go_back()
        try:
            with self._book.held():
                found = self._log.follow(handovers).keys
        except Alarm as alarm:
            self._keep_refused(alarm, handovers)
            raise
        return [key.written() for key in found if key not in known]

    def seen(self) -> int:
        """Return how many facts were cosigned last; 0 before the first time."""
        with self._book.held() as book:
            return BookMemory(book).last() or 0

    def last(self) -> Cosigned | None:
        """Return what was cosigned last, as it was; None before the first time."""
        with self._book.held() as book:
            note, unproven = last_note(book), BookMemory(book).unproven()
        if note is None:
            return None
        size = read_checkpoint(note).size
        return Cosigned(note.written(), size, size, unproven)

    def ask(self, address: str) -> str:
        """Return the growth since the last look that a service shows, its new keys believed."""
        self.follow(witness_web.handovers(address))
        for written in witness_web.cosigned(address):
            self._see_that_nothing_is_forgotten(written)
        return witness_web.growth(address, self.seen())

    def _see_that_nothing_is_forgotten(self, written: str) -> None:
        """See that the book knows what the house keeps of our cosignatures."""
        try:
            see_that_nothing_is_forgotten(self.seen(), read_note(written), self._key().public)
        except Alarm as alarm:
            self._keep_refused(alarm, written)
            raise

    def heard(self) -> Sequence[Told]:
        """Return what the bus tells, in order, from the last one that was heard on."""
        from infra.bus.kafka_checkpoints import told  # noqa: PLC0415 - who has no bus needs no client

        with self._book.held() as book:
            place = BookMemory(book).place()
        return told(self._bus() if self._bus else needed(None), since=place)

    def hand_over(self, address: str, note: str, token: str) -> str:
        """Hand a cosigned checkpoint to the service."""
        return witness_web.hand_over(address, note, token)

    def _key(self) -> SigningKey:
        key = self._ring.current()
        if key is None:
            raise CannotOpen(f"{self._folder}: no witness here; `vinhdanh witness new` makes one")
        return key


def growth_of_the_log(written: str, known: LogKeys, own: Key) -> Growth:
    """
    Return a growth that a key of the log signed; no book is opened for anything else.

    Raises:
        Strange: it is no growth, a signature does not hold, or none is of the log.
    """
    try:
        growth = read_growth(written)
        cosigners(growth.note, [own])
        see_that_the_log_signed(growth.note, known)
    except BadNote as err:
        raise Strange(str(err)) from None
    except Alarm as alarm:
        if alarm.code not in FROM_THE_LOG:
            raise Strange(str(alarm), doubtful=alarm.code == "unknown-key") from None
    return growth


def see_that_the_log_signed(note: Note, known: LogKeys) -> None:
    """See that a checkpoint is of the log that is watched, and signed by it; Alarm when not."""
    origin = read_checkpoint(note).origin
    if origin != known.keys[0].name:
        raise Alarm("wrong-origin", f"{origin} is not the log {known.keys[0].name}")
    try:
        signed, ever = known.signers(note), signers(note, known.keys)
    except BadNote as err:
        raise Alarm("bad-signature", str(err)) from None
    if not ever:
        raise Alarm("unknown-key", f"none of the {len(known.keys)} keys of {origin} signed it")
    if not signed:
        raise Alarm("key-retired", "whoever signed it had handed over before that")


def see_that_nothing_is_forgotten(last: int | None, note: Note, own: Key) -> None:
    """See that the book knows whatever carries our own cosignature; Alarm when it is an old one."""
    size = read_checkpoint(note).size
    if cosigners(note, [own]) and size > (-1 if last is None else last):
        raise Alarm("book-behind", f"{size} facts were cosigned with this key, the book has none")


def see_that_the_book_is_the_last(last: int | None, size: int) -> None:
    """See that the book is no older than the size kept beside the key; Alarm when it is."""
    if size > (last or 0):
        raise Alarm("book-behind", f"{size} facts were cosigned here, the book ends at {last or 0}")


def judged(book: sqlite3.Connection, key: SigningKey, known: LogKeys, growth: Growth) -> Cosigned:
    """Cosign what only grew, and remember it."""
    stand = read_checkpoint(growth.note)
    seen = last_seen(book, stand.size)
    if seen is not None:
        see_that_it_only_grew(seen, Shown(growth.note.text, stand, growth.old, growth.path))
    text = growth.note.text
    made = Note(text, (*_of_log(growth.note, known), key.cosign(text, _now())))
    keep(book, stand, made.written())
    return Cosigned(made.written(), stand.size, seen.stand.size if seen else None)


def _of_log(note: Note, known: LogKeys) -> Sequence[Signature]:
    return [one for one in note.signatures if any(one.is_by(key) for key in known.keys)]


def _now() -> int:
    return int(time())
