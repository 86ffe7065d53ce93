"""All sub-logs as they stand, in the memory of whoever signs: a look costs what is new in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from sqlalchemy import Connection

from domain.proof.completeness import are_all, completeness
from domain.proof.leaf import StoredFact
from domain.proof.note import Checkpoint, Note, read_checkpoint
from domain.proof.sublog import Part, Standing, called_by, placed, session_of
from domain.proof.tree import EMPTY, Growing, root_of
from infra.proof.leaves import Rows, as_hashed, of_sublogs
from infra.proof.sublogs import grown_since, left_off, positions
from infra.proof.tiles import Tiles
from services.proofs import AllOf, NotTheSameLog

OTHERWISE = "sub-logs are kept otherwise than they are signed: see `vinhdanh verify`"


class Spoilt(Exception):
    """What is kept of sub-logs is not what the newest checkpoint says of them."""


@dataclass(frozen=True, slots=True)
class Stood:
    """
    Sub-logs as they stood when the log had `size` facts under `root`.

    `councils` are those of sessions that facts were met of.
    """

    size: int
    root: bytes
    sublogs: Standing
    councils: dict[UUID, UUID] = field(default_factory=dict)


class Abreast:
    """
    Sub-logs in memory, brought abreast of the log by the facts that are new in them.

    What is new is read off the facts themselves, each held to its hash in the tree: what is kept of
    sub-logs only says where to begin, which is where the newest checkpoint signed that they were.
    Where there is none, it begins with the first fact.

    They are of the log alone under whose root they were seen last: where the tree has another one
    at that size, and where anything goes wrong on the way, all is begun anew. `lock` is held by
    whoever looks, until done with what was found.
    """

    def __init__(self, ledger: Rows) -> None:
        self.lock = Lock()
        self._ledger = ledger
        self._stood: Stood | None = None
        self._doubted = False

    def look(
        self, signed: Checkpoint | None, size: int, nodes: Tiles, tx: Connection
    ) -> Stood | None:
        """
        Return how all stand now, None where what is kept is not of one moment: look again.

        Args:
            signed: the newest checkpoint; the tree is known to continue it.
            size: how many facts the tree holds.
            nodes: those of the tree.
            tx: sees what is kept.

        Raises:
            Spoilt: what is kept is to be made anew from the facts.
            NotTheSameLog: a fact is not the one that was hashed.
        """
        stood, self._stood = self._stood or self._begun(signed, nodes, tx), None
        if stood is None or stood.size > size or not _is_of_it(stood, signed, nodes):
            return None
        self._stood = self._grown(stood, size, nodes)
        self._doubted = False
        return self._stood

    def _begun(self, signed: Checkpoint | None, nodes: Tiles, tx: Connection) -> Stood | None:
        if signed is None or signed.sublogs is None or self._doubted:
            return Stood(0, EMPTY, Standing())
        size, trees = left_off(tx)
        if size < signed.size:
            return None
        found = Standing(_back_at(signed.size, trees, nodes, tx))
        if found.root() != signed.sublogs or not all(one.is_whole for one in trees.values()):
            self._doubted = True
            raise Spoilt(
                f"sub-logs of {signed.size} facts are kept otherwise than they were signed"
            )
        return Stood(signed.size, signed.root, found)

    def _grown(self, stood: Stood, size: int, nodes: Tiles) -> Stood:
        for facts in of_sublogs(self._ledger, stood.size, size):
            self._meet(facts, stood.councils, nodes)
            for fact in facts:
                if part := placed(fact, stood.councils):
                    stood.sublogs.add(part, as_hashed(fact, nodes))
        return Stood(size, root_of(size, nodes), stood.sublogs, stood.councils)

    def _meet(self, facts: Sequence[StoredFact], councils: dict[UUID, UUID], nodes: Tiles) -> None:
        """Note of which councils the sessions of *facts* are that were called before these."""
        met = {session for fact in facts if (session := session_of(fact))}
        asked = sorted(met - councils.keys())
        for row in self._ledger.rows_of(asked) if asked else ():
            fact = StoredFact(*row)
            if fact.position < facts[0].position and (council := called_by(fact)):
                as_hashed(fact, nodes)
                councils.setdefault(fact.stream, council)


def _is_of_it(stood: Stood, signed: Checkpoint | None, nodes: Tiles) -> bool:
    """Say whether the tree begins with the one that sub-logs were seen under."""
    if signed and (signed.size, signed.root) == (stood.size, stood.root):
        return True
    return root_of(stood.size, nodes) == stood.root


def _back_at(
    size: int, trees: dict[Part, Growing], nodes: Tiles, tx: Connection
) -> dict[Part, Growing]:
    """Return sub-logs as they were at an earlier size; those that grew since, from their facts."""
    for part in grown_since(size, tx):
        trees[part] = Growing()
        for position in positions(part, size, tx):
            trees[part].add(nodes(0, position - 1))
    return {part: tree for part, tree in trees.items() if tree.size}


def told(origin: str, found: Stood) -> Checkpoint:
    """Return what a checkpoint says of a moment of a log."""
    return Checkpoint(origin, found.size, found.root, found.sublogs.root())


def all_of(part: Part, note: Note, tx: Connection, found: Stood) -> AllOf | None:
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
