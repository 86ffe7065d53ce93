"""
Sub-logs: what one council did, as written down in one year, and a tree over all sub-logs.

A sub-log is the tree (RFC 9162) over the hashes of its facts in the order of the log. All sub-logs,
by council and year, are the leaves of another such tree, whose root every checkpoint signs. Who
holds the facts of a sub-log and its proof sees by it that none is missing; who holds the whole log
makes all of it anew and sees whether what was signed is true (ADR 87).
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import cast
from uuid import UUID

from domain.proof.leaf import StoredFact
from domain.proof.shifting import Shifting
from domain.proof.tree import Growing, leaf_hash

FORM = b"vinhdanh sub-log 1\n"
YEAR, COUNT = 4, 8  # bytes, the highest first
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"([0-9]{4})-([0-9]{2}-[0-9]{2})T([0-9]{2}):[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z")
LAST_DAY, LAST_HOUR = "12-31", 17  # in UTC; from that hour on it is the next year in Viet Nam
OF_COUNCIL, OF_SESSION, OF_BOX = "council.", "session.", "box."
CALLED = "session.convened."
PREFIXES = (OF_COUNCIL, OF_SESSION, OF_BOX)


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """Whose facts of which year; the year is that of `recorded_at` in Viet Nam."""

    council: UUID
    year: int


@dataclass(frozen=True, slots=True)
class SubLog:
    """How a sub-log stands: so many facts under this root."""

    part: Part
    count: int
    root: bytes

    def leaf(self) -> bytes:
        """
        Return the leaf that stands for it in the tree over all.

        The form, council (16 bytes), year (4), number of facts (8), root (32).
        """
        year = self.part.year.to_bytes(YEAR, "big")
        count = self.count.to_bytes(COUNT, "big")
        return b"".join((FORM, self.part.council.bytes, year, count, self.root))


def over_all(found: Iterable[SubLog]) -> bytes:
    """Return the root over sub-logs, in the order of council and year: the rule, as published."""
    ordered = sorted(found, key=lambda one: one.part)
    return over([leaf_hash(one.leaf()) for one in ordered])


def over(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the hashes of sub-logs that stand in their order."""
    tree = Growing()
    for one in leaves:
        tree.add(one)
    return tree.root()


Councils = Mapping[UUID, UUID]
"""Which council a session is of."""


def session_of(row: StoredFact) -> UUID | None:
    """Return the session that a row is of, None where it is of none."""
    if row.name.startswith(OF_BOX):
        return _id(_told(row, "fact").get("session"))
    return row.stream if row.name.startswith(OF_SESSION) else None


def called_by(row: StoredFact) -> UUID | None:
    """Return the council that a row calls to its session, None where it calls none."""
    return _id(_told(row, "fact").get("council")) if row.name.startswith(CALLED) else None


def part_of(row: StoredFact, councils: Councils) -> Part | None:
    """
    Return the sub-log that a row belongs to, None where it belongs to none.

    A row of a session nobody called belongs to none: the domain has no such session.
    """
    if not row.name.startswith(PREFIXES):
        return None
    council = row.stream if row.name.startswith(OF_COUNCIL) else _called(row, councils)
    year = _year(_told(row, "envelope").get("recorded_at"))
    return None if council is None or year is None else Part(council, year)


def placed(row: StoredFact, councils: dict[UUID, UUID]) -> Part | None:
    """Return the sub-log of the next row; a session is of the council that called it first."""
    if council := called_by(row):
        councils.setdefault(row.stream, council)
    return part_of(row, councils)


def _called(row: StoredFact, councils: Councils) -> UUID | None:
    session = session_of(row)
    return councils.get(session) if session else None


class Standing:
    """Sub-logs as they stand: each grows by its facts, and the root over all costs what changed."""

    def __init__(self, stood: Mapping[Part, Growing] = MappingProxyType({})) -> None:
        """Go on from sub-logs that were left off."""
        self._trees = dict(stood)
        self._order = sorted(self._trees)
        self._over = Shifting(leaf_hash(self._sublog(part).leaf()) for part in self._order)
        self._acted: set[Part] = set()

    def add(self, part: Part, hashed: bytes) -> None:
        """Take in the hash of the next fact of a sub-log."""
        self._trees.setdefault(part, Growing()).add(hashed)
        self._acted.add(part)

    def root(self) -> bytes:
        """Return the root over all; made anew only where a council acted since."""
        for part in sorted(self._acted):
            self._place(part)
        self._acted.clear()
        return self._over.root()

    def leaves(self) -> list[bytes]:
        """Return the hashes of all in their order, as they stood when the root was asked for."""
        return self._over.leaves()

    def near(self, part: Part) -> Mapping[int, SubLog]:
        """Return what stands, by its place from 1, just before a part and where it should be."""
        before = bisect_left(self._order, part)
        here = range(max(before, 1), min(before + 1, len(self._order)) + 1)
        return {at: self._sublog(self._order[at - 1]) for at in here}

    def _sublog(self, part: Part) -> SubLog:
        tree = self._trees[part]
        return SubLog(part, tree.size, tree.root())

    def _place(self, part: Part) -> None:
        """Put a sub-log as it stands now into the tree over all."""
        at, leaf = bisect_left(self._order, part), leaf_hash(self._sublog(part).leaf())
        if self._order[at : at + 1] == [part]:
            self._over.put(at, leaf)
        else:
            self._order.insert(at, part)
            self._over.insert(at, leaf)


@dataclass(frozen=True, slots=True)
class Followed:
    """What sub-logs come to: the root over all, where the facts of each stand, whose sessions."""

    root: bytes
    places: bytes
    councils: Councils


class Places:
    """Which facts are of which sub-log, as one hash over all of them in the order of the log."""

    def __init__(self) -> None:
        self._told = sha256()

    def take(self, position: int, part: Part) -> None:
        """Take in where the next fact of a sub-log stands."""
        self._told.update(f"{position} {part.council} {part.year}\n".encode())

    def digest(self) -> bytes:
        """Return the hash over those so far."""
        return self._told.digest()


class SubLogs:
    """All sub-logs of a log that is read from its beginning."""

    def __init__(self) -> None:
        self._councils: dict[UUID, UUID] = {}
        self._standing, self._places = Standing(), Places()

    def take(self, row: StoredFact, hashed: bytes) -> None:
        """Take in the next row and its hash."""
        if not row.name.startswith(PREFIXES):
            return
        if part := placed(row, self._councils):
            self._standing.add(part, hashed)
            self._places.take(row.position, part)

    def root(self) -> bytes:
        """Return the root over all; made anew only where a council acted since."""
        return self._standing.root()

    def followed(self) -> Followed:
        """Return all that whoever follows the log has to have of them now."""
        return Followed(self.root(), self._places.digest(), dict(self._councils))


def _told(row: StoredFact, part: str) -> Mapping[str, object]:
    try:
        found = json.loads(row.content.decode())[part]
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}


def _id(written: object) -> UUID | None:
    return UUID(written) if isinstance(written, str) and ID.fullmatch(written) else None


def _year(written: object) -> int | None:
    """Return the year in Viet Nam, seven hours ahead, of a moment as the codec writes it."""
    read = MOMENT.fullmatch(written) if isinstance(written, str) else None
    return int(read[1]) + (read[2] == LAST_DAY and int(read[3]) >= LAST_HOUR) if read else None
