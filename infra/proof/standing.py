"""All sub-logs as they stand, in the memory of whoever signs: a look costs what is new in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, select

from domain.proof.completeness import are_all, completeness
from domain.proof.note import Checkpoint, Note, read_checkpoint
from domain.proof.sublog import Part, Standing
from domain.proof.tree import EMPTY, Growing, root_of
from infra.proof.sublogs import left_off, positions, since
from infra.proof.tiles import Tiles, logs, size_of
from services.proofs import AllOf, NotTheSameLog

OTHERWISE = "sub-logs are kept otherwise than they are signed: see `vinhdanh verify`"


class Spoilt(Exception):
    """What is kept of sub-logs is not what the newest checkpoint says of them."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Sub-logs as they stood when the log had `size` facts under `root`."""

    size: int
    root: bytes
    sublogs: Standing


class Abreast:
    """
    Sub-logs in memory, brought abreast of the log by the facts that are new in them.

    They are of the log alone under whose root they were seen last: where the tree has another one
    at that size, and where anything goes wrong on the way, all is begun anew. It begins where the
    newest checkpoint signed what they were, or, where there is none, with the first fact. `lock`
    is held by whoever looks, until done with what was found.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self._stood: Stood | None = None
        self._doubted = False

    def look(self, signed: Checkpoint | None, tx: Connection) -> Stood | None:
        """
        Return how all stand now, None where what is kept is not of one moment: look again.

        Args:
            signed: the newest checkpoint; the tree is known to continue it.
            tx: sees what is kept.

        Raises:
            Spoilt: what is kept is to be made anew from the facts.
        """
        stood, self._stood = self._stood or self._begun(signed, tx), None
        if stood is None:
            return None
        size, news = since(stood.size, tx)
        nodes = Tiles(tx)  # asked after the size, so that they reach as far
        if not stood.size <= size <= size_of(tx) or not _is_of_it(stood, signed, nodes):
            return None
        self._stood = _grown(stood, size, news, nodes)
        self._doubted = False
        return self._stood

    def _begun(self, signed: Checkpoint | None, tx: Connection) -> Stood | None:
        if signed is None or signed.sublogs is None or self._doubted:
            return Stood(0, EMPTY, Standing())
        size, trees = left_off(tx)
        if size < signed.size:
            return None
        found = Standing(_back_at(signed.size, trees, tx))
        if found.root() != signed.sublogs or not all(one.is_whole for one in trees.values()):
            self._doubted = True
            raise Spoilt(
                f"sub-logs of {signed.size} facts are kept otherwise than they were signed"
            )
        return Stood(signed.size, signed.root, found)


def _is_of_it(stood: Stood, signed: Checkpoint | None, nodes: Tiles) -> bool:
    """Say whether the tree begins with the one that sub-logs were seen under."""
    if signed and (signed.size, signed.root) == (stood.size, stood.root):
        return True
    return root_of(stood.size, nodes) == stood.root


def _grown(stood: Stood, size: int, news: Sequence[tuple[Part, int]], nodes: Tiles) -> Stood:
    hashes = [(part, nodes(0, position - 1)) for part, position in news]
    for part, hashed in hashes:
        stood.sublogs.add(part, hashed)
    return Stood(size, root_of(size, nodes), stood.sublogs)


def _back_at(size: int, trees: dict[Part, Growing], tx: Connection) -> dict[Part, Growing]:
    """Return sub-logs as they were at an earlier size; those that grew since, from their facts."""
    _, news = since(size, tx)
    nodes = Tiles(tx)
    for part in {part for part, _ in news}:
        trees[part] = Growing()
        for position in positions(part, size, tx):
            trees[part].add(nodes(0, position - 1))
    return {part: tree for part, tree in trees.items() if tree.size}


def told(found: Stood, tx: Connection) -> Checkpoint:
    """Return what a checkpoint says of a moment."""
    origin = tx.execute(select(logs.c.origin)).scalar_one()
    return Checkpoint(origin, found.size, found.root, found.sublogs.root())


def all_of(part: Part, note: Note, found: Stood, tx: Connection) -> AllOf | None:
    """
    Return what a note says of a part, None where the sub-logs are not of its size any more.

    Raises:
        NotTheSameLog: the facts that are kept as those of the part do not prove to be all.
    """
    if found.size != read_checkpoint(note).size:
        return None
    root = found.sublogs.root()
    proof = completeness(part, found.sublogs.leaves(), found.sublogs.near(part))
    here, nodes = positions(part, found.size, tx), Tiles(tx)
    if not are_all(proof, [nodes(0, one - 1) for one in here], root):
        raise NotTheSameLog(OTHERWISE)
    return AllOf(note, proof, here)
