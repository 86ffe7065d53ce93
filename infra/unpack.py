"""The bytes of a plain or gzip file, a block at a time, whatever its size."""

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

GZIP = b"\x1f\x8b"
GZIP_HEADER = 31
BLOCK = 1 << 16
FILLING = b"\0"


class Damaged(Exception):
    """The gzip data is cut off, does not match its checksum, or is followed by something else."""


def unpacked(raw: Iterable[bytes]) -> Iterator[bytes]:
    """
    Yield what the blocks *raw* hold: as they are, or inflated where they start as gzip does.

    No block yielded is larger than BLOCK when inflated, so a small file cannot fill the memory.
    Members that follow each other are one file, and zeros after a member are filling that does not
    count, as the tools of gzip read it; anything else after a member is refused.

    Raises:
        Damaged: the gzip data is not whole; after all that could be read was yielded.
    """
    blocks = iter(raw)
    first = next(blocks, b"")
    if len(first) < len(GZIP):
        first += next(blocks, b"")
    everything = chain((first,), blocks)
    return _inflated(everything) if first.startswith(GZIP) else everything


def _inflated(raw: Iterable[bytes]) -> Iterator[bytes]:
    member = zlib.decompressobj(GZIP_HEADER)
    for block in raw:
        rest = block
        while rest:
            if member.eof:
                if not (rest := rest.lstrip(FILLING)):
                    break
                member = _another(rest)
            yield from _pieces(member, rest)
            rest = member.unused_data
    if not member.eof:
        raise Damaged("the gzip data is cut off")


def _another(rest: bytes) -> "zlib._Decompress":
    if not rest.startswith(GZIP[: len(rest)]):
        raise Damaged("the gzip data is followed by something else")
    return zlib.decompressobj(GZIP_HEADER)


def _pieces(member: "zlib._Decompress", block: bytes) -> Iterator[bytes]:
    rest = block
    while rest and not member.eof:  # what is left at the end of a member is not of it
        try:
            piece = member.decompress(rest, BLOCK)
        except zlib.error as err:
            raise Damaged(f"the gzip data is damaged: {err}") from err
        if piece:
            yield piece
        rest = member.unconsumed_tail
