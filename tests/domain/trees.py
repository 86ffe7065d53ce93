"""Trees as RFC 9162 defines them, word by word and without any cleverness, to hold ours against."""

from functools import cache
from hashlib import sha256


def leaves(count: int) -> list[bytes]:
    """Return so many leaves."""
    return [b"fact %d" % number for number in range(1, count + 1)]


def hashed(leaf: bytes) -> bytes:
    """Return HASH(0x00 || leaf)."""
    return sha256(b"\x00" + leaf).digest()


@cache
def mth(some: tuple[bytes, ...]) -> bytes:
    """Return MTH of section 2.1.1."""
    if not some:
        return sha256().digest()
    if len(some) == 1:
        return hashed(some[0])
    k = largest_power_below(len(some))
    return sha256(b"\x01" + mth(some[:k]) + mth(some[k:])).digest()


def path(m: int, some: tuple[bytes, ...]) -> list[bytes]:
    """Return PATH of section 2.1.3.1; *m* counts from 0."""
    if len(some) == 1:
        return []
    k = largest_power_below(len(some))
    if m < k:
        return [*path(m, some[:k]), mth(some[k:])]
    return [*path(m - k, some[k:]), mth(some[:k])]


def subproof(m: int, some: tuple[bytes, ...], *, known: bool = True) -> list[bytes]:
    """Return SUBPROOF of section 2.1.4.1; PROOF is the one of a tree that is known."""
    if m == len(some):
        return [] if known else [mth(some)]
    k = largest_power_below(len(some))
    if m <= k:
        return [*subproof(m, some[:k], known=known), mth(some[k:])]
    return [*subproof(m - k, some[k:], known=False), mth(some[:k])]


def largest_power_below(n: int) -> int:
    """Return k of section 2.1.1: k < n <= 2k."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k


class Kept:
    """All nodes of whole subtrees of some leaves, each computed once."""

    def __init__(self, count: int) -> None:
        level = [hashed(leaf) for leaf in leaves(count)]
        self.levels = [level]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2], strict=False)
            level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
            self.levels.append(level)

    def __call__(self, level: int, number: int) -> bytes:
        return self.levels[level][number]


def flipped(content: bytes, bit: int) -> bytes:
    """Return *content* with one bit the other way."""
    at = bytearray(content)
    at[bit // 8] ^= 1 << bit % 8
    return bytes(at)
