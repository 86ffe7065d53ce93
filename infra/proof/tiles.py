"""
The hashes of the log's tree in tiles: full ones are never written again.

A tile of level k holds up to 256 hashes of subtrees of 256**k leaves each, one after the other, so
that taking in a fact rewrites one row, and any node is folded from at most 256 hashes.

Source:
    C2SP tlog-tiles, the layout alone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    Connection,
    Engine,
    Executable,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    delete,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from domain.proof.tree import WIDTH, whole
from infra.erasable import open_apart
from projections.columns import Sheet
from services.proofs import NotTheSameLog

FILE = "proofs.sqlite"
HEIGHT = 8
HASHES = 1 << HEIGHT
FULL = HASHES * WIDTH

tables = MetaData()
tiles = Table(
    "proof_tiles",
    tables,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hashes", LargeBinary, nullable=False),
)
# One row: which log this is, and how many of its facts the tiles hold.
logs = Table(
    "proof_logs",
    tables,
    Column("number", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
)
checkpoints = Table(
    "proof_checkpoints",
    tables,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)
keys = Table(
    "proof_keys",
    tables,
    Column("number", Integer, primary_key=True),
    Column("written", Text, nullable=False, unique=True),
)
# Where each sub-log stands, which facts are in it, and of which council a session is.
reaches = Table(
    "proof_sublog_reaches",
    tables,
    Column("number", Integer, primary_key=True),
    Column("size", BigInteger, nullable=False),
)
sessions = Table(
    "proof_sublog_sessions",
    tables,
    Column("session", Uuid, primary_key=True),
    Column("council", Uuid, nullable=False),
)
sublogs = Table(
    "proof_sublogs",
    tables,
    Column("council", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    Column("peaks", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
)
members = Table(
    "proof_sublog_facts",
    tables,
    Column("council", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
)
# What is new in sub-logs since a checkpoint is found by it; without it all is read.
by_position = Index("proof_sublog_facts_by_position", members.c.position)


def open_proofs(home: Path, database: URL) -> Engine:
    """Return the engine of tiles, checkpoints and public keys."""
    return open_apart(home, database, FILE)


def hasten(engine: Engine) -> None:
    """Index tables of before as new ones are; who may not leaves them to answer more slowly."""
    with suppress(DBAPIError):
        by_position.create(engine, checkfirst=True)


def put(table: Sheet, rows: Sequence[Mapping[str, object]], tx: Connection) -> None:
    """Put rows into a table, each in the place of the one with its key."""
    if rows:
        tx.execute(_putting(table, tx.dialect.name), rows)


@cache
def _putting(table: Sheet, store: str) -> Executable:
    order = (sqlite if store == "sqlite" else postgresql).insert(table)
    taken = {one.name: order.excluded[one.name] for one in table.columns if not one.primary_key}
    putting: Executable = order.on_conflict_do_update(
        index_elements=[*table.primary_key], set_=taken
    )
    return putting


def hold(tx: Connection) -> int:
    """Return how many facts the tiles hold, which nobody else changes until *tx* ends."""
    held = update(logs).values(size=logs.c.size).returning(logs.c.size)
    return int(tx.execute(held).scalar_one())


def is_begun(tx: Connection) -> bool:
    """Say whether the log has its name, which comes before all else."""
    return tx.execute(select(logs.c.origin)).first() is not None


def size_of(tx: Connection) -> int:
    """Return how many facts the tiles hold; 0 where the tree was not begun yet."""
    return int(tx.execute(select(logs.c.size)).scalar_one_or_none() or 0)


def extend(size: int, leaves: Sequence[bytes], tx: Connection) -> None:
    """Put the hashes of the leaves after the first *size* into the tiles, and those above them."""
    tx.execute(update(logs), {"size": size + len(leaves)})
    level, begin, new = 0, size, b"".join(leaves)
    while new:
        number, filled = divmod(begin, HASHES)
        stood = _read(level, number, tx) if filled else b""
        if len(stood) != filled * WIDTH:
            raise NotTheSameLog(f"tile {level}/{number} of its tree holds {len(stood)} bytes")
        new = _write(level, number, stood + new, tx)
        level, begin = level + 1, number


def _write(level: int, number: int, hashes: bytes, tx: Connection) -> bytes:
    """Write tiles from *number* on; return the hashes over those that are full now."""
    parts = [hashes[at : at + FULL] for at in range(0, len(hashes), FULL)]
    rows = [{"level": level, "number": at, "hashes": part} for at, part in enumerate(parts, number)]
    put(tiles, rows, tx)
    return b"".join(whole(part) for part in parts if len(part) == FULL)


class Tiles:
    """
    The nodes of the tree, as one transaction sees them; each is read and folded once.

    The tiles at the edge of trees of some *sizes*, of which their roots are made, are read at once.
    """

    def __init__(self, tx: Connection, *sizes: int) -> None:
        self._tx = tx
        self._tiles = _edge(sizes, tx) if any(sizes) else {}
        self._known: dict[tuple[int, int], bytes] = {}

    def __call__(self, level: int, number: int) -> bytes:
        """
        Return the hash of a whole subtree.

        Raises:
            NotTheSameLog: the tiles do not hold it.
        """
        if (level, number) not in self._known:
            self._known[level, number] = self._folded(level, number)
        return self._known[level, number]

    def _folded(self, level: int, number: int) -> bytes:
        above, height = divmod(level, HEIGHT)
        tile, at = divmod(number << height, HASHES)
        found = self._tile(above, tile)[at * WIDTH : (at + (1 << height)) * WIDTH]
        if len(found) != WIDTH << height:
            raise NotTheSameLog(f"tile {above}/{tile} of its tree ends too early")
        return whole(found)

    def _tile(self, level: int, number: int) -> bytes:
        if (level, number) not in self._tiles:
            self._tiles[level, number] = _read(level, number, self._tx)
        return self._tiles[level, number]


def _read(level: int, number: int, tx: Connection) -> bytes:
    here = (tiles.c.level == level) & (tiles.c.number == number)
    return tx.execute(select(tiles.c.hashes).where(here)).scalar_one_or_none() or b""


def _edge(sizes: Collection[int], tx: Connection) -> dict[tuple[int, int], bytes]:
    """Return the last tile of each level, by level and number, of trees of some sizes."""
    depth = range(-(-max(sizes).bit_length() // HEIGHT))
    last = {(level, size >> HEIGHT * (level + 1)) for level in depth for size in sizes}
    here = tuple_(tiles.c.level, tiles.c.number).in_(sorted(last))
    found = {(row[0], row[1]): row[2] for row in tx.execute(select(tiles).where(here))}
    return dict.fromkeys(last, b"") | found


def levels(tx: Connection) -> Iterator[tuple[int, int, bytes]]:
    """Yield every tile: level, number, hashes; in order, from the leaves upwards."""
    ordered = select(tiles).order_by(tiles.c.level, tiles.c.number)
    for row in tx.execution_options(yield_per=HASHES).execute(ordered):
        yield row[0], row[1], row[2]


def empty(tx: Connection) -> None:
    """Forget all tiles; they are made anew from the facts."""
    tx.execute(delete(tiles))
    tx.execute(update(logs).values(size=0))
