"""A log of any length that costs nothing to write, and its tree."""

from collections.abc import Collection, Sequence
from uuid import UUID

from domain.proof.leaf import StoredFact
from domain.proof.tree import Growing, leaf_hash


class Facts:
    """A log of any length that costs nothing to write."""

    def __init__(self, count: int = 0) -> None:
        self.count = count
        self.missing: set[int] = set()
        self.forged: set[int] = set()

    def last_position(self) -> int:
        return self.count

    def rows(self, position: int, limit: int, _: Collection[str] = ()) -> list[tuple]:
        places = range(position + 1, min(position + limit, self.count) + 1)
        return [self.row(at) for at in places if at not in self.missing]

    def rows_of(self, streams: Sequence[UUID]) -> list[tuple]:
        return [one for one in self.rows(0, self.count) if one[1] in streams]

    def row(self, at: int) -> tuple:
        content = b"forged" if at in self.forged else b"%d" % at
        return at, UUID(int=at % 7), at, "some.fact.v1", content

    def root(self, size: int) -> bytes:
        tree = Growing()
        for at in range(1, size + 1):
            tree.add(self.leaf(at))
        return tree.root()

    def leaf(self, at: int) -> bytes:
        return leaf_hash(StoredFact(*self.row(at)).leaf())
