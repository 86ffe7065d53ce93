"""What a store of names says of who is called alike, without saying any name."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID


class Compared(Protocol):
    """Names that are compared, however they are spelt."""

    def namesakes(self, ref: UUID, unit: str) -> Sequence[UUID]:
        """Return others of the same kind, name and unit, however it is spelt; few of many."""
        ...

    def called(self, kind: str, name: str, unit: str) -> Sequence[UUID]:
        """Return those of a kind and unit who have a name, however it is spelt; few of many."""
        ...
