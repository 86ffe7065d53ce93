"""
The Merkle tree over a log: hashes of leaves and nodes, and a tree that grows leaf by leaf.

Source:
    RFC 9162, Certificate Transparency version 2.0, 2.1.1: SHA-256, prefix 0x00 for leaves and 0x01
    for nodes; a tree of n leaves is parted at the largest power of two below n.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
WIDTH = 32  # bytes of a hash
EMPTY = sha256().digest()
"""The root of a tree without leaves."""

Nodes = Callable[[int, int], bytes]
"""
Gives the hash of a whole subtree, by its level and its number in that level.

Level 0 holds the leaves; number i of level k covers the leaves from i * 2**k on, 2**k of them.
"""


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(LEAF + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two others."""
    return sha256(NODE + left + right).digest()


def split(size: int) -> int:
    """Return the largest power of two below *size*, which is 2 or more."""
    return 1 << (size - 1).bit_length() - 1


def over(begin: int, end: int, nodes: Nodes) -> bytes:
    """Return the hash over the leaves from *begin* to before *end*, a part RFC 9162 would make."""
    size = end - begin
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return nodes(level, begin >> level)
    middle = begin + split(size)
    return node_hash(over(begin, middle, nodes), over(middle, end, nodes))


def root_of(size: int, nodes: Nodes) -> bytes:
    """Return the root of the first *size* leaves."""
    return over(0, size, nodes) if size else EMPTY


class Growing:
    """
    A tree that only grows: of all its nodes it knows the roots of the whole subtrees it is made of.

    A million leaves are twenty hashes. One that was left off goes on from its `size` and `peaks`.
    """

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)

    @property
    def is_whole(self) -> bool:
        """Whether it has a root for each whole subtree that a tree of its size is made of."""
        return len(self.peaks) == self.size.bit_count()

    def add(self, leaf: bytes) -> None:
        """Take in the hash of the next leaf."""
        size, top = self.size, leaf
        while size & 1:
            top = node_hash(self.peaks.pop(), top)
            size >>= 1
        self.peaks.append(top)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the leaves so far."""
        left = iter(reversed(self.peaks))
        top = next(left, EMPTY)
        for peak in left:
            top = node_hash(peak, top)
        return top


def whole(hashes: bytes) -> bytes:
    """Return the root of a whole subtree, whose leaves' hashes stand one after the other."""
    while len(hashes) > WIDTH:
        pairs = range(0, len(hashes), 2 * WIDTH)
        hashes = b"".join(sha256(NODE + hashes[at : at + 2 * WIDTH]).digest() for at in pairs)
    return hashes
