"""Every bit of a row as SQLite keeps it, and the verifier that reads on from just before there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.proof.leaf import StoredFact
from domain.proof.tree import Growing, leaf_hash
from infra.proof.rows import _read
from services.verifying import Held, Torn, Walk, against, in_order
from tests.domain.trees import flipped
from tests.proving.places import wrong

KINDS = b"text integer text blob"
NUMBER = 64  # bits of a whole number, the highest of them the sign
Columns = tuple[int, bytes, int, bytes, bytes]
"""Position, stream, version, name and content, as they lie there."""


def columns(row: StoredFact) -> Columns:
    """Return a row as it lies in the file."""
    return row.position, row.stream.hex.encode(), row.version, row.name.encode(), row.content


def widths(row: Columns) -> tuple[int, ...]:
    """Return how many bits each column has."""
    return tuple(NUMBER if isinstance(one, int) else 8 * len(one) for one in row)


def with_bit(row: Columns, at: int, bit: int) -> Columns:
    """Return a row with one bit of one column the other way."""
    position, stream, version, name, content = row
    return (
        _other_way(position, bit) if at == 0 else position,
        flipped(stream, bit) if at == 1 else stream,
        _other_way(version, bit) if at == 2 else version,
        flipped(name, bit) if at == 3 else name,
        flipped(content, bit) if at == 4 else content,
    )


def _other_way(value: int, bit: int) -> int:
    number = value ^ 1 << bit
    return number - (1 << NUMBER) if number >> NUMBER - 1 else number


def every_bit(row: Columns) -> Iterator[tuple[int, int]]:
    """Yield column and bit of every bit of a row."""
    for at, width in enumerate(widths(row)):
        yield from ((at, bit) for bit in range(width))


def read(row: Columns) -> StoredFact | Torn:
    """Read a row as `verify` does from a store."""
    return _read(row[0], (*row[1:], KINDS))


@dataclass(frozen=True)
class Known:
    """Of a sound log: its rows, their hashes, and how the verifier stands before each of them."""

    rows: Sequence[StoredFact]
    hashes: Sequence[bytes]
    peaks: Sequence[Sequence[bytes]]
    roots: Sequence[bytes]
    versions: Sequence[Mapping[UUID, int]]


def known(rows: Sequence[StoredFact]) -> Known:
    """Return what there is to know of a sound log."""
    tree, peaks, now = Growing(), [list[bytes]()], dict[UUID, int]()
    roots, versions = [tree.root()], [dict(now)]
    for row in rows:
        tree.add(leaf_hash(row.leaf()))
        now[row.stream] = row.version
        peaks.append(list(tree.peaks))
        roots.append(tree.root())
        versions.append(dict(now))
    return Known(rows, [leaf_hash(row.leaf()) for row in rows], peaks, roots, versions)


def passed(
    log: Known, begin: int, some: Sequence[Columns], end: int, *, sizes: Sequence[int]
) -> Walk:
    """
    Return what the verifier noted of a log whose rows after *begin* are *some*, up to *end*.

    It goes on from where it stood after *begin* sound rows; the hashes up to *end* are kept. The
    roots at *sizes* are asked for: of one tree other peaks are another root.
    """
    walk = Walk(lambda at: log.hashes[at - 1] if begin < at <= end else None, frozenset(sizes))
    walk.at, walk.roots[begin] = begin, log.roots[begin]
    walk._tree = Growing(begin, log.peaks[begin])
    walk._versions = dict(log.versions[begin])
    for row in some:
        walk.take(read(row))
    return walk


def seen(log: Known, begin: int, some: Sequence[Columns], end: int) -> dict[str, str]:
    """Return what it says of that, held to checkpoints of *begin* and of *end* facts."""
    held = [Held("taken", size, log.roots[size]) for size in (begin, end)]
    walk = passed(log, begin, some, end, sizes=(end,))
    return wrong((*in_order(walk, end), *against(walk, held)))
