"""Proofs of secret ballots: a signature got on a blinded number is one on the number itself."""

from hashlib import shake_256
from uuid import UUID, uuid5

from domain.council.events import Ballot, BallotPaper

EXPONENT = 65_537
MARGIN = 16  # bytes beyond the modulus, so that no remainder is likelier than another
SIGNED = b"vinhdanh ballot 1"


def box_of(session: UUID, nomination: UUID) -> UUID:
    """Return the stream of the box of one secret vote."""
    return uuid5(session, str(nomination))


def image(box: UUID, ballot: Ballot, modulus: int) -> int:
    """
    Return the number that is signed for a ballot: a digest as long as the key, below it.

    It binds the choice and the box, so that neither can be put in the place of another.

    Source:
        D. Chaum, Blind signatures for untraceable payments, 1982; full-domain hash: ADR 36.
    """
    said = f"{ballot.choice.value}\n{ballot.nonce}".encode()
    size = (modulus.bit_length() + 7) // 8 + MARGIN
    return int.from_bytes(shake_256(SIGNED + box.bytes + said).digest(size), "big") % modulus


def number(written: str) -> int:
    """Return a number written in hexadecimal."""
    return int(written, 16)


def is_proven(ballot: Ballot, box: UUID, modulus: str) -> bool:
    """Say whether the key of *box* signed this very ballot."""
    key = number(modulus)
    return pow(number(ballot.proof), EXPONENT, key) == image(box, ballot, key)


def is_signed(paper: BallotPaper, modulus: str) -> bool:
    """Say whether the signature on a blinded number is right."""
    key = number(modulus)
    return pow(number(paper.signed), EXPONENT, key) == number(paper.blinded) % key
