"""`vinhdanh verify`: the store read as it lies, held against its tree and against checkpoints."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, inspect, select

from domain.proof.note import (
    WITNESS,
    BadNote,
    Key,
    Note,
    read_checkpoint,
    read_key,
    read_note,
)
from domain.proof.tree import WIDTH, whole
from infra.cosignatures import cosignatures, cosigned
from infra.handovers import heirs
from infra.proof_given import keys_in, text_of
from infra.proof_keys import cosigners, signers_of_its_log
from infra.proof_lines import rows_of_text
from infra.proof_rows import rows
from infra.proof_tiles import (
    FILE,
    FULL,
    HASHES,
    checkpoints,
    keys,
    levels,
    logs,
    open_proofs,
    size_of,
)
from infra.settings import Settings
from infra.store_shape import shape
from services.proofs import Asked
from services.upkeep import CannotOpen, Finding
from services.verifying import Held, against, in_order, walk

Hashed = Callable[[int], bytes | None]
OURS = "signed here"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the house itself keeps of its tree: none of it is believed, all is held against."""

    size: int
    leaves: Mapping[int, bytes]
    torn: Sequence[str]
    notes: Sequence[str]
    keys: Sequence[Key]

    def hashed(self, position: int) -> bytes | None:
        """Return the hash of a position as it was taken in; None where none is kept."""
        tile, at = divmod(position - 1, HASHES)
        return self.leaves.get(tile, b"")[at * WIDTH : (at + 1) * WIDTH] or None

    def elsewhere(self) -> "Kept":
        """Return what of it says something of rows that lie elsewhere: signatures alone."""
        return Kept(0, {}, (), self.notes, self.keys)


NOTHING = Kept(0, {}, (), (), ())


def verify(settings: Settings, asked: Asked) -> Iterator[Finding]:
    """
    Hold the store against what the house keeps of its tree, and against checkpoints in files.

    In place of the store an export may be read: then the tiles of this house are left out, for it
    may be of another one.

    Raises:
        CannotOpen: there is no ledger, or a file cannot be used.
    """
    kept = _kept(settings) if asked.export is None else _kept(settings).elsewhere()
    if asked.export is None:
        yield shape(settings)
    trusted = _trusted(asked, kept)
    texts = [(str(path), text_of(path)) for path in asked.checkpoints]
    notes = texts or [(OURS, one) for one in kept.notes]
    held, said = _all_held(notes, trusted)
    yield from said
    if not notes:
        yield from _nothing_to_hold_it_to(trusted)
    with closing(rows_of_text(asked.export) if asked.export else rows(settings)) as read:
        found = walk(read, kept.hashed, held)
    yield from in_order(found, kept.size)
    yield _tiles_whole(kept)
    yield from against(found, held)


@dataclass(frozen=True, slots=True)
class Trusted:
    """The keys that are believed, and how many of the witnesses have to have cosigned."""

    keys: Sequence[Key]
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


def _trusted(asked: Asked, kept: Kept) -> Trusted:
    """Return whom to believe; CannotOpen when a file of keys is none."""
    known = keys_in(asked.keys) if asked.keys else kept.keys
    witnesses = keys_in(asked.witnesses, WITNESS) if asked.witnesses else ()
    if asked.handovers:
        try:
            known = heirs(known, text_of(asked.handovers))
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
            held.append(_held(whence, note, trusted.keys))
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


def _tiles_whole(kept: Kept) -> Finding:
    """See that the nodes above the hashes of facts are those that belong there."""
    seen = f"{len(kept.torn)} tiles do not belong to those below: {', '.join(kept.torn[:3])}"
    return Finding("tiles", ok=not kept.torn, seen=seen if kept.torn else "each over those below")


def _kept(settings: Settings) -> Kept:
    with _engine(settings) as engine:
        if engine is None or not inspect(engine).has_table(logs.name):
            return NOTHING
        with engine.connect() as tx:
            size = size_of(tx)
            leaves, torn = _leaves(size, tx)
            signed_here = select(checkpoints.c.note).order_by(checkpoints.c.size)
            notes = list(tx.execute(signed_here).scalars())
            if inspect(engine).has_table(cosignatures.name):
                notes = [cosigned(one, tx) for one in notes]
            written = tx.execute(select(keys.c.written).order_by(keys.c.number)).scalars()
            return Kept(size, leaves, torn, notes, [read_key(one) for one in written])


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine | None]:
    """Lend the database of the tree; None where there is none, and none is made."""
    database = settings.database
    if database.get_backend_name() == "sqlite" and not (settings.home / FILE).is_file():
        yield None
        return
    engine = open_proofs(settings.home, database)
    try:
        yield engine
    finally:
        engine.dispose()


def _leaves(size: int, tx: Connection) -> tuple[Mapping[int, bytes], Sequence[str]]:
    """Return the hashes of facts by tile, and the tiles that do not belong to those below them."""
    by_level: dict[int, dict[int, bytes]] = {}
    for level, number, hashes in levels(tx):
        by_level.setdefault(level, {})[number] = hashes
    torn = [
        f"{level}/{at}"
        for level in range(1, max(by_level, default=0) + 2)
        for at in _torn(by_level.get(level - 1, {}), by_level.get(level, {}))
    ]
    leaves = by_level.get(0, {})
    short = [at for at in range(-(-size // HASHES)) if len(leaves.get(at, b"")) < _due(at, size)]
    return leaves, [*(f"0/{at}" for at in short), *torn]


def _torn(below: Mapping[int, bytes], tiles: Mapping[int, bytes]) -> Sequence[int]:
    """Return the numbers of the tiles that are not made of the full tiles *below* them."""
    made: dict[int, bytes] = {}
    for at, hashes in below.items():
        if len(hashes) == FULL:
            made[at // HASHES] = made.get(at // HASHES, b"") + whole(hashes)
    return sorted(at for at in made.keys() | tiles.keys() if made.get(at) != tiles.get(at))


def _due(tile: int, size: int) -> int:
    """Return how long a tile of hashes of facts has to be."""
    return min(HASHES, size - tile * HASHES) * WIDTH
