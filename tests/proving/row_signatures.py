"""The plain way: every row signed by itself, with its place, or chained to the one before it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.proof.leaf import StoredFact
from services.verifying import in_order, walk

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


class Row(NamedTuple):
    """A row with a second column: its signature."""

    fact: StoredFact
    signature: bytes


Rows = Sequence[Row]


def of_itself(fact: StoredFact, before: bytes) -> bytes:
    """Return what is signed of a row: all it says but where it stands."""
    return b"\0".join((fact.stream.bytes, b"%d" % fact.version, fact.name.encode(), fact.content))


def with_its_place(fact: StoredFact, before: bytes) -> bytes:
    """Return what is signed of a row: every column, its position too."""
    return fact.leaf()


def chained(fact: StoredFact, before: bytes) -> bytes:
    """Return what is signed of a row: every column, and the signature of the row before."""
    return sha256(before).digest() + fact.leaf()


@dataclass(frozen=True)
class Scheme:
    """A way to sign rows; with `head` an auditor keeps the signature of a row outside."""

    name: str
    said: Callable[[StoredFact, bytes], bytes]
    head: bool = False


SCHEMES = (
    Scheme("each row signed", of_itself),
    Scheme("its place signed too", with_its_place),
    Scheme("chained", chained),
    Scheme("chained, a head kept outside", chained, head=True),
)


@cache
def signature(said: bytes) -> bytes:
    """Return what the key signs."""
    return KEY.sign(said)


@cache
def holds(made: bytes, said: bytes) -> bool:
    """Say whether a signature is the key's of that."""
    try:
        KEY.public_key().verify(made, said)
    except InvalidSignature:
        return False
    return True


def sealed(facts: Sequence[StoredFact], scheme: Scheme) -> Rows:
    """Return facts, each with its signature."""
    rows, before = list[Row](), b""
    for one in facts:
        before = signature(scheme.said(one, before))
        rows.append(Row(one, before))
    return rows


def is_found(rows: Rows, scheme: Scheme, head: tuple[int, bytes]) -> bool:
    """
    Say whether whoever verifies signed rows finds anything wrong.

    Positions have to be dense and versions in turn, which no signature is needed for; *head* is
    the signature of the row that an auditor saw last, and where it stood.
    """
    order = walk((one.fact for one in rows), lambda _: None, ())
    if not all(one.ok for one in in_order(order, 0)):
        return True
    return not _all_signed(rows, scheme) or (scheme.head and not _goes_on(rows, *head))


def _all_signed(rows: Rows, scheme: Scheme) -> bool:
    before = (b"", *(one.signature for one in rows))
    return all(
        holds(one.signature, scheme.said(one.fact, last))
        for one, last in zip(rows, before, strict=False)
    )


def _goes_on(rows: Rows, size: int, made: bytes) -> bool:
    return len(rows) >= size and rows[size - 1].signature == made
