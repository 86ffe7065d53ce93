"""Houses in memory: a log, what is kept of its tree, keys, and notes; the real verifier reads."""

from collections.abc import Iterable, Mapping, Sequence

from domain.proof.leaf import StoredFact
from domain.proof.note import Checkpoint
from domain.proof.sublog import SubLogs
from domain.proof.tree import Growing, leaf_hash
from infra.proof.check import Trusted, held_to
from infra.proof.handovers import LogKeys
from infra.proof.kept import Kept
from infra.proof.keys import SigningKey, signed
from infra.proof.tiles import HASHES
from services.upkeep import Finding

ORIGIN = "vinhdanh.example/attacks"
Rows = Sequence[StoredFact]
Notes = Sequence[tuple[str, str]]


def hashes(rows: Iterable[StoredFact]) -> list[bytes]:
    """Return the hash of each row."""
    return [leaf_hash(row.leaf()) for row in rows]


def stands(rows: Rows, sizes: Iterable[int]) -> Mapping[int, Checkpoint]:
    """Return what the log signs at some sizes, its sub-logs too."""
    wanted, found = {*sizes}, dict[int, Checkpoint]()
    tree, parts = Growing(), SubLogs()
    if 0 in wanted:
        found[0] = Checkpoint(ORIGIN, 0, tree.root(), parts.root())
    for row, leaf in zip(rows, hashes(rows), strict=True):
        tree.add(leaf)
        parts.take(row, leaf)
        if tree.size in wanted:
            found[tree.size] = Checkpoint(ORIGIN, tree.size, tree.root(), parts.root())
    return found


def notes(rows: Rows, sizes: Iterable[int], key: SigningKey) -> Notes:
    """Return the signed checkpoints at some sizes, each under a name that says which."""
    found = stands(rows, sizes)
    return [(f"taken-{size}", signed(one.text(), [key]).written()) for size, one in found.items()]


def kept(rows: Rows, key: SigningKey, *more: SigningKey) -> Kept:
    """Return what a house keeps of the tree over *rows*, as nobody spoilt it."""
    found = hashes(rows)
    tiles = {at // HASHES: b"".join(found[at : at + HASHES]) for at in range(0, len(found), HASHES)}
    return Kept(len(found), tiles, (), (), [one.public for one in (key, *more)])


def verified(rows: Rows, of: Kept, taken: Notes, trusted: Trusted | None = None) -> list[Finding]:
    """Let the verifier of the package read *rows*."""
    return list(held_to(taken, rows, of, trusted or Trusted(LogKeys(of.keys), (), 0)))
