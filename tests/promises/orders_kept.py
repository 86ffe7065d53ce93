"""Whether orders that were answered are in the log: each once, whole, and nothing else."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from domain.facts import CommandReceived

RECEIPT = CommandReceived.__name__
Log = list[tuple[UUID, str]]
"""Of every fact, in order, which command it is of, and what it says."""
Runs = Sequence[tuple[UUID, tuple[str, ...]]]


def what_is_wrong(log: Log, kinds: Mapping[UUID, str]) -> list[str]:
    """Return a line for each order of *kinds* that is not there once and whole, or is not one."""
    found = groupby(log, itemgetter(0))
    runs = [(command, tuple(said for _, said in some)) for command, some in found]
    return [*_not_once(runs, kinds), *_not_whole(runs, kinds)]


def _not_once(runs: Runs, kinds: Mapping[UUID, str]) -> Iterator[str]:
    times = Counter(command for command, _ in runs)
    yield from (f"lost: {kinds[one]} {one}" for one in kinds if one not in times)
    yield from (f"unasked for: {one}" for one in times if one not in kinds)
    yield from (f"{many} times: {one}" for one, many in times.items() if many > 1)


def _not_whole(runs: Runs, kinds: Mapping[UUID, str]) -> Iterator[str]:
    """Hold all orders of a kind against each other: the same facts, and one receipt of each."""
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for command, told in runs:
        said[kinds.get(command, "")].add(told)
    for kind in set(kinds.values()):
        if len(said[kind]) > 1:
            yield f"not whole: {kind} {said[kind]}"
        if any(told.count(RECEIPT) != 1 for told in said[kind]):
            yield f"no receipt: {kind}"
