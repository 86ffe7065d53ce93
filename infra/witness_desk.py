"""The witness: its key, its book, and the keys of the log it watches, in a folder of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import time

from domain.proof.growth import Growth, read_growth
from domain.proof.note import WITNESS, BadNote, Key, Note, Signature, keys_of, read_checkpoint
from domain.proof.witness import Alarm, Seen, Shown, see_that_it_only_grew
from infra import witness_web
from infra.bus_settings import BusSettings, needed
from infra.handovers import heirs
from infra.proof_keys import KeyRing, SigningKey, cosigners, signers
from infra.witness_book import WitnessBook, keep, keep_refused, last_seen
from services.upkeep import CannotOpen
from services.witnessing import Cosigned, text_of

KEY, LOG_KEYS = "witness.key", "log-keys.txt"
FROM_THE_LOG = {"forked", "shrunk", "replayed", "book-behind"}


class WitnessDesk:
    """The port Witness."""

    def __init__(self, folder: Path, bus: Callable[[], BusSettings] | None = None) -> None:
        self._folder, self._book, self._bus = folder, WitnessBook(folder), bus
        self._ring = KeyRing(folder, KEY, WITNESS)

    def begin(self, name: str, log_keys: str) -> str:
        """Make key and book of a witness for the log whose keys these are."""
        _one_log(keys_of(log_keys))
        Key(name, bytes(32), WITNESS)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._book.begin()
        (self._folder / LOG_KEYS).write_text(log_keys, encoding="utf-8")
        return self._ring.made(name).public.written()

    def look(self, shown: str) -> Cosigned:
        """Cosign a growth if the log only grew; whatever is refused is remembered as well."""
        key, known, growth = self._key(), self._log_keys(), read_growth(shown)
        try:
            return self._judged(key, known, growth)
        except Alarm as alarm:
            if alarm.code in FROM_THE_LOG:
                with self._book.held() as book:
                    keep_refused(book, _now(), alarm.code, str(alarm), shown)
            raise

    def _judged(self, key: SigningKey, known: Sequence[Key], growth: Growth) -> Cosigned:
        """Look and remember in one go: of two at once the second sees what the first did."""
        see_that_the_log_signed(growth.note, known)
        stand = read_checkpoint(growth.note)
        with self._book.held() as book:
            seen = last_seen(book)
            shown = Shown(growth.note.text, stand, growth.old, growth.path)
            see_that_nothing_is_forgotten(seen, growth.note, key.public)
            if seen is not None:
                see_that_it_only_grew(seen, shown)
            made = Note(shown.text, (*_of_log(growth.note, known), key.cosign(shown.text, _now())))
            keep(book, stand, made.written())
        return Cosigned(made.written(), stand.size, seen.stand.size if seen else None)

    def follow(self, handovers: str) -> Sequence[str]:
        """Believe the keys that known keys of the log handed over to; return the new ones."""
        known = self._log_keys()
        found = heirs(known, handovers)
        lines = [key.written() for key in found]
        if len(found) > len(known):
            beside = self._folder / f".{LOG_KEYS}.new"
            beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            beside.replace(self._folder / LOG_KEYS)
        return lines[len(known) :]

    def seen(self) -> int:
        """Return how many facts were cosigned last; 0 before the first time."""
        with self._book.held() as book:
            seen = last_seen(book)
        return seen.stand.size if seen else 0

    def ask(self, address: str) -> str:
        """Return the growth since the last look that a service shows, its new keys believed."""
        self.follow(witness_web.handovers(address))
        return witness_web.growth(address, self.seen())

    def heard(self) -> Sequence[str]:
        """Return the growths that the bus tells, in order."""
        from infra.kafka_checkpoints import told  # noqa: PLC0415 - who has no bus needs no client

        return told(self._bus() if self._bus else needed(None))

    def hand_over(self, address: str, note: str, token: str) -> str:
        """Hand a cosigned checkpoint to the service."""
        return witness_web.hand_over(address, note, token)

    def _key(self) -> SigningKey:
        key = self._ring.current()
        if key is None:
            raise CannotOpen(f"{self._folder}: no witness here; `vinhdanh witness new` makes one")
        return key

    def _log_keys(self) -> Sequence[Key]:
        return _one_log(keys_of(text_of(self._folder / LOG_KEYS)))


def see_that_the_log_signed(note: Note, known: Sequence[Key]) -> None:
    """See that a checkpoint is of the log that is watched, and signed by it; Alarm when not."""
    origin = read_checkpoint(note).origin
    if origin != known[0].name:
        raise Alarm("wrong-origin", f"{origin} is not the log {known[0].name}")
    try:
        signed = signers(note, known)
    except BadNote as err:
        raise Alarm("bad-signature", str(err)) from None
    if not signed:
        raise Alarm("unknown-key", f"none of the {len(known)} keys of {origin} signed it")


def see_that_nothing_is_forgotten(seen: Seen | None, note: Note, own: Key) -> None:
    """See that the book knows whatever carries our own cosignature; Alarm when it is an old one."""
    size = read_checkpoint(note).size
    if cosigners(note, [own]) and size > (seen.stand.size if seen else -1):
        raise Alarm("book-behind", f"{size} facts were cosigned with this key, the book has none")


def _of_log(note: Note, known: Sequence[Key]) -> Sequence[Signature]:
    return [one for one in note.signatures if any(one.is_by(key) for key in known)]


def _one_log(keys: Sequence[Key]) -> Sequence[Key]:
    """Return keys that are all of one log; BadNote when they are none, or of several."""
    if len({key.name for key in keys}) != 1:
        raise BadNote("the keys of a log are one or more, all under its name")
    return keys


def _now() -> int:
    return int(time())
