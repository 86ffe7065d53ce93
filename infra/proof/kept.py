"""What a house keeps of its own tree, read as it lies: tiles, checkpoints, cosignatures, keys."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, inspect, select

from domain.proof.note import Key, read_key
from domain.proof.sublog import Followed, Standing
from domain.proof.tree import WIDTH, whole
from infra.proof.cosignatures import cosignatures, cosigned
from infra.proof.sublogs import called, left_off, places
from infra.proof.tiles import (
    FILE,
    FULL,
    HASHES,
    checkpoints,
    is_begun,
    keys,
    levels,
    logs,
    open_proofs,
    reaches,
    size_of,
)
from infra.settings import Settings


@dataclass(frozen=True, slots=True)
class LeftOff:
    """How all sub-logs were left off, when so many facts were looked at for them."""

    size: int
    followed: Followed


@dataclass(frozen=True, slots=True)
class Kept:
    """What the house itself keeps of its tree: none of it is believed, all is held against."""

    size: int
    leaves: Mapping[int, bytes]
    torn: Sequence[str]
    notes: Sequence[str]
    keys: Sequence[Key]
    begun: bool = True
    sublogs: LeftOff | None = None

    def hashed(self, position: int) -> bytes | None:
        """Return the hash of a position as it was taken in; None where none is kept."""
        tile, at = divmod(position - 1, HASHES)
        return self.leaves.get(tile, b"")[at * WIDTH : (at + 1) * WIDTH] or None

    def elsewhere(self) -> "Kept":
        """Return what of it says something of rows that lie elsewhere: signatures alone."""
        return Kept(0, {}, (), self.notes, self.keys)


NOTHING = Kept(0, {}, (), (), (), begun=False)


def kept_by(settings: Settings) -> Kept:
    """Return what the house of the settings keeps."""
    with _engine(settings) as engine:
        if engine is None or not inspect(engine).has_table(logs.name):
            return NOTHING
        with _one_moment(engine) as tx:
            size = size_of(tx)
            leaves, torn = _leaves(size, tx)
            signed_here = select(checkpoints.c.note).order_by(checkpoints.c.size)
            notes = list(tx.execute(signed_here).scalars())
            if inspect(engine).has_table(cosignatures.name):
                notes = [cosigned(one, tx) for one in notes]
            written = tx.execute(select(keys.c.written).order_by(keys.c.number)).scalars()
            ours = [read_key(one) for one in written]
            left = _left_off(tx) if inspect(engine).has_table(reaches.name) else None
            return Kept(size, leaves, torn, notes, ours, begun=is_begun(tx), sublogs=left)


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


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """Lend a connection that sees all as it stands now, whatever is taken in meanwhile."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as tx:
        if engine.dialect.name == "sqlite":
            tx.exec_driver_sql("BEGIN")
        yield tx


def _left_off(tx: Connection) -> LeftOff:
    size, trees = left_off(tx)
    whole_ones = all(tree.is_whole for tree in trees.values())
    root = Standing(trees).root() if whole_ones else b""
    return LeftOff(size, Followed(root, places(tx), called(tx)))


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
