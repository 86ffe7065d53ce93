"""What a drill with the broker away found, in words, and what of it breaks the promise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bus.pacing import Paced

DRAIN_SECONDS, SLOWER = 30.0, 1.2
FULL_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Stretches:
    """The acts of a drill: to warm up, before the broker goes, without it, at its return, after."""

    warm: Paced
    before: Paced
    away: Paced
    back: Paced
    after: Paced

    @property
    def all(self) -> Paced:
        """Return the acts of all stretches."""
        return self.warm + self.before + self.away + self.back + self.after

    @property
    def normal(self) -> Paced:
        """Return the acts that are compared with."""
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class Drain:
    """
    How many letters had waited, and how many seconds it took until all of them were read.

    `seconds` runs from the order to start the broker, `since_answer` from its first answer.
    """

    waited: int
    seconds: float
    since_answer: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Letters there are, what is wrong with them in the topic, and done acts nobody heard of."""

    letters: int
    wrong: Mapping[str, int]
    untold: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a drill with so many acts a second found; each stretch took so many seconds."""

    rate: float
    seconds: float
    stretches: Stretches
    drain: Drain
    counts: Counts

    @property
    def ratio(self) -> float:
        """How many times as long as normally the slowest in a hundred took with the broker away."""
        return self.stretches.away.at(0.99) / self.stretches.normal.at(0.99)

    def lines(self) -> Iterator[str]:
        """Say what was found."""
        found, failed = self.stretches, self.stretches.all.failed
        yield f"acts {len(found.all.acts)}, {self.rate:g} a second; failed {failed.total()}"
        yield from (f"  {count} times {came}" for came, count in failed.items())
        yield _times("normal, both", found.normal)
        yield _times("normal, before", found.before)
        yield _times("normal, after", found.after)
        yield _times("broker away", found.away)
        yield _times("coming back", found.back)
        before, away, after = (one.at(0.99) for one in (found.before, found.away, found.after))
        yield f"p99 away / normal {self.ratio:.2f}; away / before {away / before:.2f}"
        yield f"p99 away / after {away / after:.2f}; after / before, the noise {after / before:.2f}"
        drain = f"{self.drain.seconds:.1f} s, {self.drain.since_answer:.1f} s of them with a broker"
        yield f"drain {drain}: {self.drain.waited} letters had waited"
        counts = ", ".join(f"{name} {count}" for name, count in self.counts.wrong.items())
        yield f"letters {self.counts.letters}: {counts}; acts untold {self.counts.untold}"

    def lost(self) -> Iterator[str]:
        """Say which acts failed, and which of them were not told as they should be."""
        if failed := self.stretches.all.failed.total():
            yield f"{failed} acts failed"
        yield from (f"{count} letters {name}" for name, count in self.counts.wrong.items() if count)
        if self.counts.untold:
            yield f"{self.counts.untold} acts were acknowledged and not told"

    def slow(self) -> Iterator[str]:
        """Say what took too long; a short drill is no measure of how long acts take."""
        if self.drain.seconds > DRAIN_SECONDS:
            yield f"the drain took over {DRAIN_SECONDS:g} s"
        if self.seconds >= FULL_SECONDS and self.ratio > SLOWER:
            yield f"the p99 with the broker away is over {SLOWER} times the normal one"


def _times(name: str, paced: Paced) -> str:
    middle, slow = paced.at(0.5) * 1000, paced.at(0.99) * 1000
    return f"{name:14} p50 {middle:7.2f} ms, p99 {slow:7.2f} ms ({len(paced.acts)} acts)"
