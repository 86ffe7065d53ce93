"""The tree over the log: taken in from the ledger's rows, asked for proofs, signed for."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from domain.proof.leaf import StoredFact
from domain.proof.note import Checkpoint, Key, Note, read_checkpoint, read_key
from domain.proof.paths import NoSuchTree, consistency, inclusion
from domain.proof.sublog import Part
from domain.proof.tree import root_of
from infra.erasable import make
from infra.proof.cosignatures import CosignatureStore, cosignatures
from infra.proof.handovers import handovers, written_handovers
from infra.proof.intake import all_in, take_in
from infra.proof.keys import new_name
from infra.proof.leaves import Rows
from infra.proof.signing import Signing, newest, see_that_it_continues
from infra.proof.standing import Abreast, Spoilt, Stood, all_of, told
from infra.proof.sublogs import forget
from infra.proof.tiles import (
    Tiles,
    empty,
    hasten,
    hold,
    keys,
    logs,
    open_proofs,
    size_of,
    tables,
)
from infra.settings import Settings
from services.proofs import AllOf, Consistency, Inclusion

ONE = 1
Answer = TypeVar("Answer")
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


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
        hasten(engine)
        for one in (handovers, cosignatures):
            make(one.metadata, engine)
        self._sublogs, self._ready = Abreast(ledger), False

    def prepare(self) -> None:
        """Name the log and make its key, where neither was done yet."""
        if self._ready:
            return
        origin = self._signing.name() or new_name()
        with suppress(IntegrityError), self._engine.begin() as tx:
            tx.execute(insert(logs).values(number=ONE, origin=origin, size=0))
        with self._engine.connect() as tx:
            self._signing.key(tx)
        self._ready = True

    def size(self) -> int:
        """Take in what is new; return how many facts the tree holds."""
        self.prepare()
        with self._engine.connect() as tx:
            return all_in(self._ledger, tx)

    def take_in(self) -> bool:
        """
        Take up to BATCH facts into the tree, or into its sub-logs; say whether there may be more.

        Raises:
            NotTheSameLog: facts that were hashed are not there any more, or positions are missing.
        """
        with self._engine.connect() as tx:
            return take_in(self._ledger, tx) is None

    def checkpoint(self) -> Note:
        """Return the signed checkpoint of the log as it stands; NotTheSameLog when it may not."""
        self.prepare()
        with self._engine.connect() as tx:
            size, key = all_in(self._ledger, tx), self._signing.key(tx)
            note = newest(tx)
            is_new = note is not None and read_checkpoint(note).size >= size
            if note and is_new and any(one.is_by(key.public) for one in note.signatures):
                see_that_it_continues(read_checkpoint(note), size_of(tx), Tiles(tx))
                return note
            return self._signing.sign(self._stood(key.name, tx), tx)

    def renew_key(self) -> Note:
        """Sign a checkpoint with the present key and with a new one, which is in use from then."""
        self.prepare()
        with self._engine.connect() as tx:
            all_in(self._ledger, tx)
            stand = self._stood(self._signing.key(tx).name, tx)
        return self._signing.renew(stand)

    def rehash(self) -> int:
        """Hash all facts anew, as after a loss of tiles; return how many."""
        self.prepare()
        with self._engine.begin() as tx:
            empty(tx)
            forget(tx)
        return self.size()

    def _stood(self, origin: str, tx: Connection) -> Checkpoint:
        """Return how the log stands, its sub-logs too; NotTheSameLog as for a checkpoint."""
        return self._as_it_stands(partial(told, origin), tx)

    def _as_it_stands(self, ask: Callable[[Stood], Answer], tx: Connection) -> Answer:
        """Ask about the log and its sub-logs at one moment; NotTheSameLog as for a checkpoint."""
        while True:
            try:
                with self._sublogs.lock:
                    if found := self._looked(tx):
                        return ask(found)
            except Spoilt as err:
                log.warning("proofs.sublogs_spoilt", reason=str(err))
                self._forget_sublogs(tx)
            all_in(self._ledger, tx)

    def _looked(self, tx: Connection) -> Stood | None:
        note, size = newest(tx), size_of(tx)
        signed = read_checkpoint(note) if note else None
        nodes = Tiles(tx, size, signed.size if signed else size)
        if signed:
            see_that_it_continues(signed, size, nodes)
        return self._sublogs.look(signed, size, nodes, tx)

    def _forget_sublogs(self, tx: Connection) -> None:
        hold(tx)
        forget(tx)
        tx.commit()

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

    def cosignatures(self, named: Path | None, home: Path | None = None) -> CosignatureStore:
        """Return what witnesses said of checkpoints signed here: of a file, else of the home's."""
        beside = None if home is None else home / "witnesses.txt"
        return CosignatureStore(self._engine, named or beside, may_lack=named is None)

    def handovers(self) -> str:
        """Return how each key handed over to the next, as signed notes, the oldest first."""
        with self._engine.connect() as tx:
            return written_handovers(tx)

    def inclusion(self, position: int, size: int) -> Inclusion:
        """Return the proof that a fact is among the first *size*; NoSuchTree for no such size."""
        self.prepare()
        with self._engine.connect() as tx:
            self._reach(size, tx)
            nodes = Tiles(tx)
            path = inclusion(position, size, nodes)
            return Inclusion(position, size, nodes(0, position - 1), root_of(size, nodes), path)

    def all_of(self, part: Part) -> AllOf:
        """Return all facts of a council and year; NotTheSameLog as for a checkpoint."""
        found: AllOf | None = None
        while found is None:
            note = self.checkpoint()
            with self._engine.connect() as tx:
                found = self._as_it_stands(partial(all_of, part, note, tx), tx)
        return found

    def consistency(self, old: int, size: int) -> Consistency:
        """Return the proof that one tree is the beginning of another; NoSuchTree as above."""
        self.prepare()
        with self._engine.connect() as tx:
            self._reach(size, tx)
            nodes = Tiles(tx)
            path = consistency(old, size, nodes)
            return Consistency(old, size, root_of(old, nodes), root_of(size, nodes), path)

    def _reach(self, size: int, tx: Connection) -> None:
        """See that the tree holds so many facts; NoSuchTree when the log does not."""
        if size > size_of(tx) and size > (last := all_in(self._ledger, tx)):
            raise NoSuchTree(f"the log ends at {last}")


def open_proof_log(settings: Settings, ledger: Rows, opened: ExitStack) -> ProofLog:
    """Return the tree over the ledger of the settings; its database is closed with *opened*."""
    engine = open_proofs(settings.home, settings.database)
    opened.callback(engine.dispose)
    return ProofLog(ledger, engine, settings.keys)
