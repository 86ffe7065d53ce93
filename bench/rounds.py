"""Rounds: contenders take turns in one run, so that a noisy machine is noisy for all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Run = Callable[[], "Sample"]


@dataclass(frozen=True, slots=True)
class Sample:
    """What one round found: units a second, and how long one took, in seconds."""

    rate: float
    p50: float = 0.0
    p99: float = 0.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the rounds' ratios, the lowest and the highest of them."""

    middle: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.lowest:.2f} to {self.highest:.2f})"


@dataclass(frozen=True, slots=True)
class Results:
    """The samples of every contender, round by round."""

    samples: Mapping[str, Sequence[Sample]]

    def middle(self, name: str) -> Sample:
        """Return the median of each number of a contender, over its rounds."""
        of = self.samples[name]
        return Sample(
            median(one.rate for one in of),
            median(one.p50 for one in of),
            median(one.p99 for one in of),
        )

    def ratio(self, name: str, peer: str) -> Ratio:
        """Return how many times the rate of *peer* the contender had in the same round."""
        return self._ratio([one.rate for one in self.samples[name]], peer, lambda one: one.rate)

    def slowness(self, name: str, peer: str) -> Ratio:
        """Return how many times as long as *peer* the contender took in the same round."""
        return self._ratio([one.p50 for one in self.samples[name]], peer, lambda one: one.p50)

    def _ratio(self, ours: Sequence[float], peer: str, pick: Callable[[Sample], float]) -> Ratio:
        theirs = [pick(one) for one in self.samples[peer]]
        each = sorted(one / other for one, other in zip(ours, theirs, strict=True))
        return Ratio(median(each), each[0], each[-1])


def take_turns(runs: Mapping[str, Run], rounds: int) -> Results:
    """
    Let every contender warm up once, then run *rounds* times, in turns.

    The order is reversed every other round, for whoever runs second runs on a warmer machine.
    """
    for run in runs.values():
        run()
    samples: dict[str, list[Sample]] = {name: [] for name in runs}
    for turn in range(rounds):
        names = list(runs)[:: 1 if turn % 2 == 0 else -1]
        for name in names:
            samples[name].append(runs[name]())
    return Results(samples)


def sample(seconds: float, took: Sequence[float]) -> Sample:
    """Return the sample of units that took so long each, within *seconds* in all."""
    ranked = sorted(took)
    last = len(ranked) - 1
    return Sample(len(ranked) / seconds, ranked[last // 2], ranked[round(last * 0.99)])
