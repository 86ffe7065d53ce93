"""The log held against its tree and against checkpoints: what is wrong with it, and where."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from domain.proof.leaf import StoredFact
from domain.proof.sublog import Followed, SubLogs
from domain.proof.tree import EMPTY, WIDTH, Growing, leaf_hash
from services.upkeep import Finding

SHOWN = 3
NOTHING = bytes(WIDTH)
"""Stands in the tree for a fact that is not there, or no fact: no row has this hash."""


@dataclass(frozen=True, slots=True)
class Torn:
    """A row that nobody of ours wrote so."""

    position: int
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """
    A checkpoint to hold the log against: whence it is, of how many facts, under which root.

    `sublogs` is the root over its sub-logs, None where it says none.
    """

    whence: str
    size: int
    root: bytes
    sublogs: bytes | None = None


@dataclass(slots=True)
class Walk:
    """
    What was met on the way through the rows.

    `hashed` gives the hash of a position as it was taken in when the fact was new, None where
    none is kept; `sizes` are those of the trees whose roots are asked for, and `left_at` that at
    which sub-logs were left off: `followed` is what the facts say of them there.
    """

    hashed: Callable[[int], bytes | None]
    sizes: frozenset[int]
    left_at: int | None = None
    followed: Followed | None = None
    at: int = 0
    hidden: list[int] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)
    torn: list[Torn] = field(default_factory=list)
    out_of_turn: list[int] = field(default_factory=list)
    altered: list[int] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=lambda: {0: EMPTY})
    parts: dict[int, bytes] = field(default_factory=lambda: {0: EMPTY})
    _tree: Growing = field(default_factory=Growing)
    _sublogs: SubLogs = field(default_factory=SubLogs)
    _versions: dict[UUID, int] = field(default_factory=dict)

    def take(self, row: StoredFact | Torn) -> None:
        """Take in the next row."""
        if row.position <= self.at:
            (self.doubled if row.position > 0 else self.hidden).append(row.position)
            return
        if row.position > self.at + 1:
            self._miss(row.position)
        self.at = row.position
        if isinstance(row, Torn):
            self.torn.append(row)
            self._add(NOTHING)
        else:
            self._in_turn(row)
            hashed = leaf_hash(row.leaf())
            self._sublogs.take(row, hashed)
            self._add(hashed)

    def _miss(self, position: int) -> None:
        """Note that nothing stands before *position*, and keep the tree in step while it counts."""
        self.missing.append((self.at + 1, position - 1))
        last = max(self.sizes, default=0)
        while self.at + 1 < min(position, last + 1):
            self.at += 1
            self._add(NOTHING)

    def _in_turn(self, row: StoredFact) -> None:
        version = self._versions.get(row.stream, 0) + 1
        if row.version != version:
            self.out_of_turn.append(row.position)
        self._versions[row.stream] = row.version

    def _add(self, leaf: bytes) -> None:
        if self.hashed(self.at) not in {None, leaf}:
            self.altered.append(self.at)
        self._tree.add(leaf)
        if self._tree.size in self.sizes:
            self.roots[self._tree.size] = self._tree.root()
            self.parts[self._tree.size] = self._sublogs.root()
        if self._tree.size == self.left_at:
            self.followed = self._sublogs.followed()


def walk(
    rows: Iterable[StoredFact | Torn],
    hashed: Callable[[int], bytes | None],
    held: Sequence[Held],
    left_at: int | None = None,
) -> Walk:
    """Go through all *rows* once; roots are asked for at sizes *held*, sub-logs at *left_at*."""
    found = Walk(hashed, frozenset(one.size for one in held), left_at)
    if left_at == 0:
        found.followed = SubLogs().followed()
    for row in rows:
        found.take(row)
    return found


def in_order(found: Walk, kept: int) -> Iterator[Finding]:
    """Say whether the rows are dense, whole, in turn, and as they were hashed: *kept* of them."""
    gaps = [f"{a} to {b}" if a < b else f"{a}" for a, b in found.missing]
    count = sum(b - a + 1 for a, b in found.missing)
    seen = f"dense from 1 to {found.at}" if not gaps else f"{count} missing: {_some(gaps)}"
    yield Finding("positions", ok=not gaps, seen=seen)
    yield _judged("hidden rows", found.hidden, "none", "rows at positions nobody reads")
    if found.doubled:
        yield _judged("doubled rows", found.doubled, "none", "rows where another stands")
    torn = [f"{one.position} ({one.why})" for one in found.torn]
    yield _judged("rows", torn, "each in the form it was written", "rows nobody of ours wrote so")
    yield _judged("versions", found.out_of_turn, "each stream in turn", "facts out of turn")
    yield _as_hashed(found, kept)


def _as_hashed(found: Walk, kept: int) -> Finding:
    if kept > found.at:
        first = next(iter(found.altered), None)
        gone = f"the first that is another: {first}" if first else "the last of them are gone"
        seen = f"the log ends at {found.at}, {kept} facts were hashed: {gone}"
        return Finding("tree", ok=False, seen=seen)
    well = f"{kept} facts as they were hashed, {found.at - kept} not hashed yet"
    return _judged("tree", found.altered, well, "facts are not those that were hashed")


def _judged(about: str, wrong: Sequence[object], well: str, ill: str) -> Finding:
    if not wrong:
        return Finding(about, ok=True, seen=well)
    return Finding(about, ok=False, seen=f"{len(wrong)} {ill}, the first: {_some(wrong)}")


def _some(wrong: Sequence[object]) -> str:
    more = ", ..." if len(wrong) > SHOWN else ""
    return ", ".join(map(str, wrong[:SHOWN])) + more


def against(found: Walk, held: Sequence[Held]) -> Iterator[Finding]:
    """Say of each checkpoint whether the log has what was signed, and between which positions."""
    good, borne_out = 0, _borne_out(found, held)
    for one in sorted(held, key=lambda one: one.size):
        about = f"checkpoint of {one.size} facts"
        if found.roots.get(one.size) == one.root:
            good = one.size
            yield Finding(about, ok=True, seen=f"{one.whence}: the log has what was signed")
            yield from _of_sublogs(found, one)
        else:
            place = _where(found, good, one.size, borne_out)
            yield Finding(about, ok=False, seen=f"{one.whence}: {place}")


def _borne_out(found: Walk, held: Sequence[Held]) -> int:
    """
    Return up to which position the hashes kept are borne out by a root that was signed.

    Whoever alters rows may alter these hashes as well, so that they differ at another place: those
    beyond say nothing of where.
    """
    signed = {(one.size, one.root) for one in held if found.roots.get(one.size) != one.root}
    sizes, tree, last = {size for size, _ in signed}, Growing(), 0
    for position in range(1, max(sizes, default=0) + 1):
        leaf = found.hashed(position)
        if leaf is None:
            break
        tree.add(leaf)
        if position in sizes and (position, tree.root()) in signed:
            last = position
    return last


def _of_sublogs(found: Walk, one: Held) -> Iterator[Finding]:
    if one.sublogs is None:
        return
    ok = found.parts.get(one.size) == one.sublogs
    seen = "what was signed of each council and year" if ok else "not what was signed of councils"
    yield Finding(f"sub-logs of {one.size} facts", ok=ok, seen=f"{one.whence}: {seen}")


def _where(found: Walk, good: int, size: int, borne_out: int) -> str:
    """Say as closely as can be known where the log is not what was signed."""
    last = min(size, borne_out)
    first = min((one for one in found.altered if good < one <= last), default=None)
    if first is None and found.at < size:
        return _cut(found.at, good, size, known=max(good, last))
    place = f"among facts {good + 1} to {size}" if good < size else "another root was signed"
    known = f", the first at position {first}" if first else ""
    return f"the log is not what was signed: {place}{known}"


def _cut(end: int, good: int, size: int, *, known: int) -> str:
    """Say what is missing of a log that is too short; who cut it may have altered the rest."""
    doubt = f", and whether {good + 1} to {end} are what was signed is not known"
    missing = f"facts {end + 1} to {size} are missing"
    return f"the log ends at {end}: {missing}{doubt if known < end else ''}"
