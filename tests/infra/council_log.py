"""A log of councils that costs nothing to write, and the root over its sub-logs by definition."""

import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, field
from random import Random
from uuid import UUID, uuid5

from domain.proof.leaf import StoredFact
from domain.proof.sublog import Part, SubLog, over_all, part_of
from domain.proof.tree import Growing, leaf_hash

SPACE = UUID(int=9)
CALLED, OF_BOX = "session.convened.v1", "box.ballots-counted.v1"


def one(number: int) -> UUID:
    """Return the id of a council."""
    return uuid5(SPACE, f"council-{number}")


@dataclass
class CouncilLog:
    """Facts of councils, their sessions and boxes, amid others."""

    facts: list[StoredFact] = field(default_factory=list)
    called: dict[UUID, UUID] = field(default_factory=dict)

    def last_position(self) -> int:
        return len(self.facts)

    def rows(self, position: int, limit: int, _: Collection[str] = ()) -> list[tuple]:
        return [astuple(it) for it in self.facts[position : position + limit]]

    def rows_of(self, streams: Sequence[UUID]) -> list[tuple]:
        return [astuple(it) for it in self.facts if it.stream in streams]

    def write(self, name: str, stream: UUID, year: int = 2026, **fact: str) -> None:
        """Append a fact that was recorded in a year."""
        told = {"envelope": {"recorded_at": f"{year}-03-03T05:00:00Z"}, "fact": fact}
        at = len(self.facts) + 1
        self.facts.append(StoredFact(at, stream, at, name, json.dumps(told).encode()))

    def live(self, dice: Random, councils: int = 30) -> None:
        """Let something happen somewhere, in one year or another."""
        year, council = dice.choice((2025, 2026)), one(dice.randrange(councils))
        session = uuid5(SPACE, f"session-{dice.randrange(9)}")
        match dice.randrange(6):
            case 0:
                self.write("nomination.opened.v1", council, year)
            case 1 | 2:
                self.write("council.appointed.v1", council, year)
            case 3:
                self.call(session, council, year)
            case 4:
                self.write("session.closed.v1", session, year)
            case 5:
                self.write(OF_BOX, council, year, session=str(session))

    def call(self, session: UUID, council: UUID, year: int) -> None:
        """Call a council to a session; whoever calls it first has it."""
        self.called.setdefault(session, council)
        self.write(CALLED, session, year, council=str(council))

    def root(self, size: int) -> bytes:
        """Return the root over the sub-logs of the first facts, by the rule as it is published."""
        return over_all(_sublogs(self.facts[:size]))


def _sublogs(facts: Sequence[StoredFact]) -> list[SubLog]:
    called, trees = dict[UUID, UUID](), dict[Part, Growing]()
    for it in facts:
        if it.name == CALLED:
            called.setdefault(it.stream, UUID(json.loads(it.content)["fact"]["council"]))
        if part := part_of(it, called):
            trees.setdefault(part, Growing()).add(leaf_hash(it.leaf()))
    return [SubLog(part, tree.size, tree.root()) for part, tree in trees.items()]
