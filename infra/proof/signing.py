"""Signs checkpoints of one log, each by the key that is in use then, and renews that key."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from domain.proof.note import Checkpoint, Key, Note, read_note
from domain.proof.tree import root_of
from infra.proof.handovers import hand_over, is_handed_over_to
from infra.proof.keys import KeyRing, SigningKey, new_key, signed
from infra.proof.tiles import Tiles, checkpoints, hold, keys, logs, put
from infra.sign_in.token_keys import BadKeys
from services.proofs import NotTheSameLog


class Signing:
    """
    The keys of a log in use here, and the notes they signed.

    Whoever signs or renews holds the log while it does: no key signs after it handed over.
    """

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._ring = engine, KeyRing(folder)

    def name(self) -> str | None:
        """Return the name of the log that there is a key of; None where there is no key."""
        key = self._ring.current()
        return key.name if key else None

    def key(self, tx: Connection) -> SigningKey:
        """Return the key of this log, made where there is none; its public half is told."""
        origin = tx.execute(select(logs.c.origin)).scalar_one()
        key = self._ring.made(origin)
        if key.name != origin:
            raise BadKeys(f"the key of checkpoints is of {key.name}, the log is {origin}")
        if not _is_told(key.public, tx):
            with suppress(IntegrityError), self._engine.begin() as apart:  # by another just now
                _tell(key.public, apart)
        return key

    def sign(self, stand: Checkpoint, tx: Connection) -> Note:
        """Return a checkpoint signed by the key in use; what was signed of it is committed."""
        hold(tx)
        note = _keep(stand, [self._in_use(tx)], tx)
        tx.commit()
        return note

    def renew(self, stand: Checkpoint) -> Note:
        """
        Return a checkpoint signed by the key in use and by a new one, which is in use from then.

        The new key lies beside the old one before the log is told of it; whoever signs next puts it
        in its place where that was not done any more.
        """
        with self._engine.begin() as tx:
            size = hold(tx)
            old, new = self._in_use(tx), new_key(stand.origin)
            self._ring.lay_beside(new)
            _tell(new.public, tx)
            hand_over(old, new, size, tx)
            note = _keep(stand, [old, new], tx)
        with self._engine.begin() as tx:
            hold(tx)
            self._in_use(tx)
        return note

    def _in_use(self, tx: Connection) -> SigningKey:
        """Return the key in use; the one beside it takes its place once it was handed over to."""
        beside = self._ring.beside()
        if beside is not None and is_handed_over_to(beside.public, tx):
            self._ring.take_over()
        if key := self._ring.current():
            return key
        raise BadKeys("the key of checkpoints was taken away")


def newest(tx: Connection) -> Note | None:
    """Return the note that was signed last."""
    newest = select(checkpoints.c.note).order_by(checkpoints.c.size.desc()).limit(1)
    found = tx.execute(newest).scalar_one_or_none()
    return read_note(found) if found else None


def see_that_it_continues(signed: Checkpoint, size: int, nodes: Tiles) -> None:
    """
    See that the tree begins with one that was signed.

    Args:
        signed: the checkpoint.
        size: how many facts the tree holds; asked after it, for the tree only grows.
        nodes: those of the tree.

    Raises:
        NotTheSameLog: it does not.
    """
    if signed.size > size:
        said = f"a checkpoint was signed of {signed.size} facts"
        raise NotTheSameLog(f"the log ends at {size}, {said}")
    if signed.root != root_of(signed.size, nodes):
        raise NotTheSameLog(f"the first {signed.size} facts are not those that were signed for")


def _is_told(key: Key, tx: Connection) -> bool:
    told = select(keys.c.written).where(keys.c.written == key.written())
    return tx.execute(told).first() is not None


def _tell(key: Key, tx: Connection) -> None:
    tx.execute(insert(keys).values(written=key.written()))


def _keep(stand: Checkpoint, by: Sequence[SigningKey], tx: Connection) -> Note:
    """Return the checkpoint as it is signed; what was said of its size before is said again."""
    here = checkpoints.c.size == stand.size
    found = tx.execute(select(checkpoints.c.note).where(here)).scalar_one_or_none()
    kept = read_note(found) if found else Note(stand.text(), ())
    if all(any(one.is_by(key.public) for one in kept.signatures) for key in by):
        return kept
    note = signed(kept.text, by)
    put(checkpoints, [{"size": stand.size, "note": note.written()}], tx)
    return note
