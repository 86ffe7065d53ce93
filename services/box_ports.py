"""Port beside the ledger: the boxes of secret votes."""

from typing import Protocol
from uuid import UUID

from domain.council.events import Ballot


class BallotBoxes(Protocol):
    """
    Keys and boxes of secret votes, outside the ledger until the votes are counted.

    No name, no time and no order of arrival is kept beside a ballot.
    """

    def make(self, box: UUID) -> str:
        """Return the modulus of a fresh key for *box*, the same one on a repeat."""
        ...

    def sign(self, box: UUID, blinded: str) -> str | None:
        """Return the signature on a blinded number; None where the key is not there any more."""
        ...

    def forget_key(self, box: UUID) -> None:
        """Destroy the key: from now on nobody can make a ballot for *box*."""
        ...

    def put(self, box: UUID, ballot: Ballot) -> bool:
        """Keep a ballot, once; False where the box is sealed."""
        ...

    def seal(self, box: UUID) -> tuple[Ballot, ...]:
        """Let no more ballots in, and return those that are there, ordered by their numbers."""
        ...

    def unseal(self, box: UUID) -> None:
        """Let ballots in again."""
        ...

    def discard(self, box: UUID) -> None:
        """Erase key and ballots; the box stays sealed."""
        ...

    def held(self) -> frozenset[UUID]:
        """Return the boxes of which a key or a ballot is there."""
        ...
