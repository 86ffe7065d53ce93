"""A log of two councils, their sessions and boxes over two years, amid other facts."""

import json
from collections.abc import Sequence
from uuid import UUID

from domain.proof.completeness import Completeness, completeness
from domain.proof.leaf import StoredFact
from domain.proof.note import Checkpoint
from domain.proof.sublog import Part, SubLog, SubLogs, over_all
from domain.proof.tree import Growing, leaf_hash
from tests.verifying import small_log as s

FIRST, SECOND, MEETING, STRAY, BOX, CASE = (UUID(int=n << 96 | n) for n in range(1, 7))
OLD, NEW = "2025-12-31T16:59:59.5Z", "2025-12-31T17:00:00Z"
TOLD: Sequence[tuple[str, UUID, int, str, dict[str, object]]] = (
    ("council.appointed.v1", FIRST, 1, OLD, {}),
    ("nomination.opened.v1", CASE, 1, OLD, {"council": str(FIRST)}),
    ("council.appointed.v1", SECOND, 1, OLD, {}),
    ("session.convened.v1", MEETING, 1, OLD, {"council": str(FIRST)}),
    ("session.closed.v1", STRAY, 1, OLD, {"council": str(SECOND)}),
    ("box.ballots-counted.v1", BOX, 1, NEW, {"session": str(MEETING)}),
    ("session.closed.v1", MEETING, 2, NEW, {}),
    ("council.member-relieved.v1", FIRST, 2, "2026-01-01 00:00:00", {}),
)
IN_2025, IN_2026 = Part(FIRST, 2025), Part(FIRST, 2026)
MEMBERS = {IN_2025: (1, 4), IN_2026: (6, 7), Part(SECOND, 2025): (3,)}


def fact(at: int, name: str, stream: UUID, version: int, told: str) -> StoredFact:
    """Return a fact with its content as written."""
    return StoredFact(at, stream, version, name, told.encode())


def written(on: str, told: dict[str, object]) -> str:
    """Return the content of a fact recorded at a moment."""
    return json.dumps({"envelope": {"recorded_at": on}, "fact": told})


FACTS = [
    fact(at, name, stream, version, written(on, told))
    for at, (name, stream, version, on, told) in enumerate(TOLD, 1)
]
LINES = [s.line(one) for one in FACTS]


def read(facts: Sequence[StoredFact]) -> tuple[bytes, bytes]:
    """Return the root over facts, and that over their sub-logs."""
    tree, parts = Growing(), SubLogs()
    for one in facts:
        hashed = leaf_hash(one.leaf())
        tree.add(hashed)
        parts.take(one, hashed)
    return tree.root(), parts.root()


def sublog(part: Part) -> SubLog:
    """Return a sub-log, by the members that are written down above."""
    tree = Growing()
    for at in MEMBERS[part]:
        tree.add(leaf_hash(FACTS[at - 1].leaf()))
    return SubLog(part, tree.size, tree.root())


ALL = sorted((sublog(one) for one in MEMBERS), key=lambda one: one.part)
ROOT, COUNCILS = read(FACTS)
STAND = Checkpoint(s.ORIGIN, len(FACTS), ROOT, over_all(ALL))
NOTE = s.note(STAND.text())


def proof(part: Part) -> Completeness:
    """Return the proof about a part."""
    before = sum(one.part < part for one in ALL)
    near = {at: ALL[at - 1] for at in (before, before + 1) if 1 <= at <= len(ALL)}
    return completeness(part, [leaf_hash(one.leaf()) for one in ALL], near)
