"""Proofs about the log as those who ask for them meet them, and what may keep them from us."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from domain.proof.completeness import Completeness
from domain.proof.growth import Growth
from domain.proof.leaf import StoredFact
from domain.proof.note import Key, Note, read_checkpoint
from domain.proof.sublog import Part
from services.upkeep import Finding


class NotTheSameLog(Exception):
    """
    The log is not the one that was hashed, or that was signed for, or its tree is not whole.

    No checkpoint is signed for it; `vinhdanh verify` says where it differs.
    """


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That the fact at `position` is among the first `size`; hashes from the leaf upwards."""

    position: int
    size: int
    leaf: bytes
    root: bytes
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the first `old` facts of `size` are the whole older tree."""

    old: int
    size: int
    old_root: bytes
    root: bytes
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Where all facts of a council and year stand, and that these are all by a checkpoint."""

    note: Note
    proof: Completeness
    positions: Sequence[int]


class Proofs(Protocol):
    """The tree over the log: kept beside it, asked for proofs, signed for."""

    def size(self) -> int:
        """Take in what is new; return how many facts the tree holds."""
        ...

    def checkpoint(self) -> Note:
        """
        Return the signed checkpoint of the log as it stands.

        Raises:
            NotTheSameLog: it does not continue the one that was signed last.
        """
        ...

    def renew_key(self) -> Note:
        """
        Sign the checkpoint with the present key and with a new one, which is in use from then on.

        Raises:
            NotTheSameLog: as above.
        """
        ...

    def rehash(self) -> int:
        """Hash all facts anew, as after a loss of tiles; return how many."""
        ...

    def verifiers(self) -> Sequence[Key]:
        """Return the keys that signed checkpoints of this log, the oldest first."""
        ...

    def fact(self, position: int) -> StoredFact:
        """
        Return the row at a position as it is hashed.

        Raises:
            NoSuchTree: the log has no such position.
        """
        ...

    def handovers(self) -> str:
        """Return how each key handed over to the next, as signed notes, the oldest first."""
        ...

    def inclusion(self, position: int, size: int) -> Inclusion:
        """
        Return the proof that a fact is among the first *size*.

        Raises:
            NoSuchTree: there is no such position or size.
        """
        ...

    def all_of(self, part: Part) -> AllOf:
        """
        Return all facts of a council and year as of the signed checkpoint of the log.

        Raises:
            NotTheSameLog: the log does not continue the one that was signed last.
        """
        ...

    def consistency(self, old: int, size: int) -> Consistency:
        """
        Return the proof that the first *old* facts are the beginning of the first *size*.

        Raises:
            NoSuchTree: there is no such size.
        """
        ...


def grown(old: int, proofs: Proofs) -> Growth:
    """
    Return the signed checkpoint, and the proof that it continues *old* facts.

    Where the log is shorter there is no proof, and it is for whoever reads the checkpoint to say
    what that means.

    Raises:
        NotTheSameLog: the log does not continue the checkpoint that was signed last.
    """
    return proven_from(old, proofs.checkpoint(), proofs)


def proven_from(old: int, note: Note, proofs: Proofs) -> Growth:
    """Return a signed checkpoint with the proof that it continues *old* facts, if it can."""
    size = read_checkpoint(note).size
    path = proofs.consistency(old, size).path if old <= size else ()
    return Growth(old, path, note)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What a store is held against, all in files: checkpoints, keys of the log, keys of witnesses.

    Without checkpoints those signed here are taken, without keys of the log those the house has.
    `handovers` make known the keys that known keys handed over to; of the witnesses `quorum` must
    have cosigned each checkpoint, all of them where none is said. In place of the store an `export`
    may be read; then nothing the house keeps counts but its keys and checkpoints. `rulebooks` are
    folders of older ones, by which acts may have been decided.
    """

    checkpoints: Sequence[Path] = ()
    keys: Path | None = None
    handovers: Path | None = None
    witnesses: Path | None = None
    quorum: int | None = None
    export: Path | None = None
    rulebooks: Sequence[Path] = ()


class StoreAsItLies(Protocol):
    """The store, read row by row and not through the ledger, whatever was done to it."""

    def verify(self, asked: Asked) -> Iterator[Finding]:
        """
        Hold it against what the house keeps of its tree, and against checkpoints that are given.

        Raises:
            CannotOpen: there is no ledger, or a file cannot be used.
        """
        ...

    def rules(self, asked: Asked) -> Iterator[Finding]:
        """
        Decide each act again; tell facts that should not have been accepted.

        Raises:
            CannotOpen: there is no ledger, or the export or older rulebooks cannot be read.
        """
        ...

    def exported(self) -> Iterator[bytes]:
        """
        Yield each row as a line of JSON.

        Raises:
            CannotOpen: there is no ledger, or a row is none.
        """
        ...


def see_that_it_continues(older: Note, proofs: Proofs) -> None:
    """
    See that the log continues the one of an *older* checkpoint, whoever signed that.

    Raises:
        BadNote: the older note is no checkpoint.
        NotTheSameLog: it does not.
    """
    was, is_now = read_checkpoint(older), read_checkpoint(proofs.checkpoint())
    if was.origin != is_now.origin:
        raise NotTheSameLog(f"that checkpoint is of the log {was.origin}, not {is_now.origin}")
    if was.size > is_now.size:
        raise NotTheSameLog(f"the log ends at {is_now.size}, that checkpoint is of {was.size}")
    if proofs.consistency(was.size, is_now.size).old_root != was.root:
        raise NotTheSameLog(f"the first {was.size} facts are not those of that checkpoint")
