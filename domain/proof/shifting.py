"""A tree whose leaves change, and shift when one comes between: its root costs what changed."""

from collections.abc import Iterable

from domain.proof.tree import EMPTY, node_hash, split

KEPT = 9
"""Over up to 2**8 leaves hashes are kept: higher ones shift too often to be met again."""
UNKNOWN = b""


class Shifting:
    """
    The tree of RFC 9162 over leaves in an order in which new ones may come anywhere.

    Of each leaf it keeps the hashes over it and the next ones, by how many these are: 1, 2, 4 and
    so on, wherever the tree parts at present. One leaf more shifts all after it, and most of what
    is kept still holds where it shifted to: it costs some hundreds of hashes, not one for each.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        """Begin with hashes of leaves that stand in their order."""
        first = list(leaves)
        above = {1 << level: [UNKNOWN] * len(first) for level in range(1, KEPT)}
        self._rows: dict[int, list[bytes]] = {1: first, **above}

    def insert(self, at: int, leaf: bytes) -> None:
        """Put the hash of a new leaf before the one that stands *at*, from 0."""
        for row in self._rows.values():
            row.insert(at, UNKNOWN)
        self.put(at, leaf)

    def put(self, at: int, leaf: bytes) -> None:
        """Put another hash in the place of a leaf's; forget those over it."""
        for width, row in self._rows.items():
            begin = max(0, at + 1 - width)
            row[begin : at + 1] = [UNKNOWN] * (at + 1 - begin)
        self._rows[1][at] = leaf

    def leaves(self) -> list[bytes]:
        """Return the hashes of the leaves as they stand now."""
        return list(self._rows[1])

    def root(self) -> bytes:
        """Return the root."""
        size = len(self._rows[1])
        return self._over(0, size) if size else EMPTY

    def _over(self, begin: int, size: int) -> bytes:
        row = self._rows.get(size)
        if row and (known := row[begin]):
            return known
        half = split(size)
        found = node_hash(self._over(begin, half), self._over(begin + half, size - half))
        if row:
            row[begin] = found
        return found
