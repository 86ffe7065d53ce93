"""The tree over the log: taken in from the ledger's rows, asked for proofs, signed for."""

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from domain.proof.leaf import StoredFact
from domain.proof.note import Checkpoint, Key, Note, read_checkpoint, read_key, read_note
from domain.proof.paths import NoSuchTree, consistency, inclusion
from domain.proof.tree import leaf_hash, root_of
from infra.cosignatures import CosignatureStore, cosignatures
from infra.erasable import make
from infra.handovers import handovers, written_handovers
from infra.ledger_store import LogRow
from infra.proof_keys import new_name
from infra.proof_signing import Signing
from infra.proof_tiles import (
    Tiles,
    checkpoints,
    empty,
    extend,
    hold,
    keys,
    logs,
    open_proofs,
    size_of,
    tables,
)
from infra.settings import Settings
from services.proofs import Consistency, Inclusion, NotTheSameLog

BATCH = 4_096
ONE = 1


class Rows(Protocol):
    """What the tree asks of the ledger."""

    def rows(self, position: int, limit: int) -> Sequence[LogRow]:
        """Return up to *limit* rows after *position*, in order."""
        ...

    def last_position(self) -> int:
        """Return the position of the newest fact, 0 when the log is empty."""
        ...


class ProofLog:
    """
    The port Proofs, on SQLite or PostgreSQL.

    Tiles follow the log and can be made anew from it; checkpoints that were signed are kept, and
    none is signed that does not continue the last of them.
    """

    def __init__(self, ledger: Rows, engine: Engine, folder: Path) -> None:
        """Take the ledger, the engine of the tiles, and the folder of the key."""
        self._ledger, self._engine, self._signing = ledger, engine, Signing(engine, folder)
        make(tables, engine)
        for beside in (handovers, cosignatures):
            make(beside.metadata, engine)
        self._ready = False

    def prepare(self) -> None:
        """Name the log and make its key, where neither was done yet."""
        if self._ready:
            return
        origin = self._signing.name() or new_name()
        with suppress(IntegrityError), self._engine.begin() as tx:
            tx.execute(insert(logs).values(number=ONE, origin=origin, size=0))
        self._signing.key()
        self._ready = True

    def size(self) -> int:
        """Take in what is new; return how many facts the tree holds."""
        self.prepare()
        while self.catch_up():
            continue
        with self._engine.connect() as tx:
            return size_of(tx)

    def catch_up(self) -> bool:
        """
        Take in up to BATCH facts; say whether there may be more.

        Raises:
            NotTheSameLog: facts that were hashed are not there any more, or positions are missing.
        """
        last = self._ledger.last_position()
        with self._engine.connect() as tx:
            known = size_of(tx)
        if last < known:
            raise NotTheSameLog(f"the log ends at {last}, its tree holds {known} facts")
        if last == known:
            return False
        with self._engine.begin() as tx:
            size = hold(tx)
            rows = self._ledger.rows(size, BATCH)
            extend(size, [_leaf(row, at) for at, row in enumerate(rows, size + 1)], tx)
        return len(rows) == BATCH

    def checkpoint(self) -> Note:
        """Return the signed checkpoint of the log as it stands; NotTheSameLog when it may not."""
        size = self.size()
        with self._engine.connect() as tx:
            note, stand = self._grown(size, tx)
        key = self._signing.key()
        if note is not None and any(one.is_by(key.public) for one in note.signatures):
            return note
        return self._signing.sign(stand)

    def renew_key(self) -> Note:
        """Sign a checkpoint with the present key and with a new one, which is in use from then."""
        size = self.size()
        with self._engine.connect() as tx:
            _, stand = self._grown(size, tx)
        return self._signing.renew(stand)

    def rehash(self) -> int:
        """Hash all facts anew, as after a loss of tiles; return how many."""
        self.prepare()
        with self._engine.begin() as tx:
            empty(tx)
        return self.size()

    def _grown(self, size: int, tx: Connection) -> tuple[Note | None, Checkpoint]:
        """Return how the log stands, and the note that was signed of it if there is one."""
        origin, nodes = tx.execute(select(logs.c.origin)).scalar_one(), Tiles(tx)
        stand = Checkpoint(origin, size, root_of(size, nodes))
        row = tx.execute(select(checkpoints).order_by(checkpoints.c.size.desc()).limit(1)).first()
        if row is None:
            return None, stand
        last, note = row[0], read_note(row[1])
        if last > size:
            raise NotTheSameLog(f"the log ends at {size}, a checkpoint was signed of {last} facts")
        if read_checkpoint(note).root != root_of(last, nodes):
            raise NotTheSameLog(f"the first {last} facts are not those that were signed for")
        return note if last == size else None, stand

    def verifiers(self) -> Sequence[Key]:
        """Return the keys that signed checkpoints of this log, the oldest first."""
        self.prepare()
        with self._engine.connect() as tx:
            found = tx.execute(select(keys.c.written).order_by(keys.c.number)).scalars()
            return [read_key(written) for written in found]

    def fact(self, position: int) -> StoredFact:
        """Return the row at a position as it is hashed; NoSuchTree where there is none."""
        rows = self._ledger.rows(position - 1, 1)
        if not rows or rows[0][0] != position:
            raise NoSuchTree(f"position {position} is not in the log")
        return StoredFact(*rows[0])

    def cosignatures(self, witnesses: Path | None) -> CosignatureStore:
        """Return what the witnesses of a file said of the checkpoints signed here."""
        return CosignatureStore(self._engine, witnesses)

    def handovers(self) -> str:
        """Return how each key handed over to the next, as signed notes, the oldest first."""
        with self._engine.connect() as tx:
            return written_handovers(tx)

    def inclusion(self, position: int, size: int) -> Inclusion:
        """Return the proof that a fact is among the first *size*; NoSuchTree for no such size."""
        self._reach(size)
        with self._engine.connect() as tx:
            nodes = Tiles(tx)
            path = inclusion(position, size, nodes)
            return Inclusion(position, size, nodes(0, position - 1), root_of(size, nodes), path)

    def consistency(self, old: int, size: int) -> Consistency:
        """Return the proof that one tree is the beginning of another; NoSuchTree as above."""
        self._reach(size)
        with self._engine.connect() as tx:
            nodes = Tiles(tx)
            path = consistency(old, size, nodes)
            return Consistency(old, size, root_of(old, nodes), root_of(size, nodes), path)

    def _reach(self, size: int) -> None:
        """See that the tree holds so many facts; NoSuchTree when the log does not."""
        self.prepare()
        with self._engine.connect() as tx:
            if size <= size_of(tx):
                return
        if size > (last := self.size()):
            raise NoSuchTree(f"the log ends at {last}")


def open_proof_log(settings: Settings, ledger: Rows, opened: ExitStack) -> ProofLog:
    """Return the tree over the ledger of the settings; its database is closed with *opened*."""
    engine = open_proofs(settings.home, settings.database)
    opened.callback(engine.dispose)
    return ProofLog(ledger, engine, settings.keys)


def _leaf(row: LogRow, expected: int) -> bytes:
    """Return the hash of a row; NotTheSameLog when it does not stand where it should."""
    if row[0] != expected:
        raise NotTheSameLog(f"position {expected} is missing")
    return leaf_hash(StoredFact(*row).leaf())
