"""
How much of a ladder an order can tell: the step of the case, the next, the last; of others a name.

So ladders that look the same from a place are decided there alike, and it is done once. It is no
belief: a step tells on whoever reads more of it while another is the one in hand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace

from domain.ladder import Ladder, Step
from domain.nomination.state import Absent, AtStep, Draft, InTransit, Returned, State
from tests.promises.ladder_places import Form

NAMES = frozenset({"key", "level", "unit", "role", "papers"})
MORE = frozenset(one.name for one in fields(Step)) - NAMES
"""What a step says only of itself: its act, its quorum, its share of votes, its term."""


class SeenTooFar(AssertionError):
    """A rule read more of a ladder than what tells ladders apart where the case stands."""


@dataclass
class Watch:
    """Which steps may be read in full, None for all; and what was read beside them."""

    near: frozenset[int] | None = None
    beyond: set[tuple[int, str]] = field(default_factory=set)


class WatchedStep(Step):
    """A step that tells its watch who reads what it says only of itself (`MORE`)."""

    __slots__ = ("at", "watch")
    at: int
    watch: Watch

    def __eq__(self, other: object) -> bool:
        """Say whether it is the same step: no ladder has two of a name."""
        return self is other

    def __hash__(self) -> int:
        """Return the hash of its name."""
        return hash(self.key)


def _telling(name: str) -> property:
    """Return a field that is read as any other, and tells on whoever reads too much."""
    kept = getattr(Step, name)

    def read(step: WatchedStep) -> object:
        near = step.watch.near
        if near is not None and step.at not in near:
            step.watch.beyond.add((step.at, name))
        return kept.__get__(step)

    return property(read, kept.__set__)


for _name in MORE:
    setattr(WatchedStep, _name, _telling(_name))


def watched(ladder: Ladder, watch: Watch) -> Ladder:
    """Return a ladder whose steps tell who reads them."""
    steps = tuple(_watched(at, one, watch) for at, one in enumerate(ladder.steps))
    return replace(ladder, steps=steps)


def _watched(at: int, step: Step, watch: Watch) -> WatchedStep:
    """Return a step that tells its watch."""
    one = WatchedStep(**{each.name: getattr(step, each.name) for each in fields(Step)})
    object.__setattr__(one, "at", at)
    object.__setattr__(one, "watch", watch)
    return one


def near(case: State, ladder: Ladder) -> frozenset[int]:
    """Return which steps an order on a case may read in full: its own, the next, the last."""
    last = len(ladder.steps) - 1
    here = 0 if isinstance(case, Absent | Draft) else last
    if isinstance(case, AtStep | InTransit | Returned):
        here = [one.key for one in ladder.steps].index(case.step.key)
    return frozenset({here, min(here + 1, last), last})


def sight(full: frozenset[int], ladder: Ladder) -> Form:
    """Return what an order can tell of a ladder some of whose steps it may read in *full*."""
    return Form(_told(one, in_full=at in full) for at, one in enumerate(ladder.steps))


def _told(step: Step, *, in_full: bool) -> tuple[object, ...]:
    """Return what a step says of itself, or its names alone."""
    return tuple(getattr(step, one.name) for one in fields(Step) if in_full or one.name in NAMES)


@contextmanager
def keeping_to(watch: Watch, full: frozenset[int] | None) -> Iterator[None]:
    """
    Hold all that is read meanwhile to some steps; None holds it to nothing.

    Raises:
        SeenTooFar: more was read of another step.
    """
    watch.near = full
    try:
        yield
    finally:
        watch.near = None
    if watch.beyond:
        raise SeenTooFar(sorted(watch.beyond))
