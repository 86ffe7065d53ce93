"""`vinhdanh verify`: the store read as it lies, held against its tree and against checkpoints."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from domain.proof.leaf import StoredFact
from domain.proof.note import (
    WITNESS,
    BadNote,
    Key,
    Note,
    read_checkpoint,
    read_note,
)
from domain.proof.sublog import Followed
from infra.ledger.store_shape import shape
from infra.proof.given import keys_in, text_of
from infra.proof.handovers import LogKeys, heirs
from infra.proof.kept import Kept, LeftOff, kept_by
from infra.proof.keys import cosigners, signers_of_its_log
from infra.proof.lines import rows_of_text
from infra.proof.rows import rows
from infra.settings import Settings
from services.proofs import Asked
from services.upkeep import CannotOpen, Finding
from services.verifying import Held, Torn, against, in_order, walk

OURS = "signed here"


def verify(settings: Settings, asked: Asked) -> Iterator[Finding]:
    """
    Hold the store against what the house keeps of its tree, and against checkpoints in files.

    In place of the store an export may be read: then the tiles of this house are left out, for it
    may be of another one.

    Raises:
        CannotOpen: there is no ledger, or a file cannot be used.
    """
    kept = kept_by(settings) if asked.export is None else kept_by(settings).elsewhere()
    yield from _as_it_lies(settings, kept) if asked.export is None else ()
    trusted = _trusted(asked, kept)
    texts = [(str(path), text_of(path)) for path in asked.checkpoints]
    notes = texts or [(OURS, one) for one in kept.notes]
    with closing(rows_of_text(asked.export) if asked.export else rows(settings)) as read:
        yield from held_to(notes, read, kept, trusted)


@dataclass(frozen=True, slots=True)
class Trusted:
    """The keys that are believed, and how many of the witnesses have to have cosigned."""

    log_keys: LogKeys
    witnesses: Sequence[Key]
    quorum: int

    def seen_by(self, whence: str, note: Note, others: Sequence[Note]) -> Iterator[Finding]:
        """Say how many witnesses cosigned a checkpoint, below whichever copy of it."""
        if self.witnesses:
            copies = [line for one in others if one.text == note.text for line in one.signatures]
            known = cosigners(Note(note.text, tuple(copies)), self.witnesses)
            seen = (
                f"{whence}: {len(known)} of {len(self.witnesses)} witnesses, {self.quorum} needed"
            )
            ok = len(known) >= self.quorum
            yield Finding(f"witnesses of {read_checkpoint(note).size} facts", ok=ok, seen=seen)


def held_to(
    notes: Sequence[tuple[str, str]],
    read: Iterable[StoredFact | Torn],
    kept: Kept,
    trusted: Trusted,
) -> Iterator[Finding]:
    """Hold rows, wherever they were read, to notes and to what is kept of their tree."""
    held, said = _all_held(notes, trusted)
    yield from said
    if not notes:
        yield from _nothing_to_hold_it_to(trusted)
    left = kept.sublogs
    found = walk(read, kept.hashed, held, left.size if left else None)
    yield from in_order(found, kept.size)
    yield _tiles_whole(kept)
    if left and found.followed:
        yield _sublogs_kept(left, found.followed)
    yield from against(found, held)


def _trusted(asked: Asked, kept: Kept) -> Trusted:
    """Return whom to believe; CannotOpen when a file of keys is none."""
    known = LogKeys(keys_in(asked.keys) if asked.keys else kept.keys)
    witnesses = keys_in(asked.witnesses, WITNESS) if asked.witnesses else ()
    if asked.handovers:
        try:
            known = heirs(known.keys, text_of(asked.handovers))
        except BadNote as err:
            raise CannotOpen(f"{asked.handovers}: {err}") from None
    quorum = len(witnesses) if asked.quorum is None else asked.quorum
    if quorum > len(witnesses):
        raise CannotOpen(f"{quorum} witnesses are asked for, {len(witnesses)} are known")
    return Trusted(known, witnesses, quorum)


def _all_held(
    notes: Sequence[tuple[str, str]], trusted: Trusted
) -> tuple[list[Held], list[Finding]]:
    """Return the checkpoints that are signed, and what is to be said of each."""
    held, said, read = list[Held](), list[Finding](), list[tuple[str, Note]]()
    for whence, written in notes:
        try:
            note = read_note(written)
            one = _held(whence, note, trusted.log_keys.keys)
            see_that_it_was_signed_by_a_key_in_use(note, trusted.log_keys)
            held.append(one)
            read.append((whence, note))
        except BadNote as err:
            said.append(Finding("checkpoint", ok=False, seen=f"{whence}: {err}"))
    return held, [*said, *_witnessed(read, trusted)]


def _witnessed(read: Sequence[tuple[str, Note]], trusted: Trusted) -> Iterator[Finding]:
    """Say of each checkpoint that the log signed how many witnesses did."""
    notes = [note for _, note in read]
    for whence, note in read:
        try:
            yield from trusted.seen_by(whence, note, notes)
        except BadNote as err:
            yield Finding("checkpoint", ok=False, seen=f"{whence}: {err}")


def _nothing_to_hold_it_to(trusted: Trusted) -> Iterator[Finding]:
    """Say that there is no checkpoint at all: a fault where witnesses are asked for."""
    yield Finding("checkpoint", ok=True, seen="none was ever signed here", warns=True)
    if trusted.witnesses:
        yield Finding("witnesses", ok=False, seen="there is no checkpoint to count them on")


def _held(whence: str, note: Note, known: Sequence[Key]) -> Held:
    """Return what a note says, its signatures checked; BadNote when they do not hold."""
    stand = read_checkpoint(note)
    if not signers_of_its_log(note, known):
        raise BadNote(f"it is of the log {stand.origin}; no key that is known of that signed it")
    return Held(whence, stand.size, stand.root, stand.sublogs)


def see_that_it_was_signed_by_a_key_in_use(note: Note, known: LogKeys) -> None:
    """See that a key of the log signed a checkpoint while it was in use; BadNote if none did."""
    if not known.signers(note):
        raise BadNote("whoever signed it had handed over before that")


def _as_it_lies(settings: Settings, kept: Kept) -> Iterator[Finding]:
    """Say what stands in the store beside what is ours, and whether there is a tree."""
    yield shape(settings)
    if not kept.begun:
        yield _never_begun(kept)


def _never_begun(kept: Kept) -> Finding:
    """Say that there is no tree to hold the facts to; a fault where something of one is left."""
    if kept.leaves or kept.notes:
        return Finding("tree begun", ok=False, seen="its first row is gone, and not what it signed")
    seen = "never here: what the facts were when they were new is not known"
    return Finding("tree begun", ok=True, seen=seen, warns=True)


def _tiles_whole(kept: Kept) -> Finding:
    """See that the nodes above the hashes of facts are those that belong there."""
    seen = f"{len(kept.torn)} tiles do not belong to those below: {', '.join(kept.torn[:3])}"
    return Finding("tiles", ok=not kept.torn, seen=seen if kept.torn else "each over those below")


def _sublogs_kept(left: LeftOff, followed: Followed) -> Finding:
    """See that sub-logs go on from where the facts have them; no checkpoint needs to say so."""
    ok, about = left.followed == followed, "sub-logs kept"
    seen = f"of {left.size} facts, " + (
        "as those have them" if ok else "and not as those have them"
    )
    return Finding(about, ok=ok, seen=seen)
