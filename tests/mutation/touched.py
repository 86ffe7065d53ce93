"""Which tests run which lines of the domain: a mutant is tried by those that run its line."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import coverage
import pytest

Lines = frozenset[tuple[str, int]]


@dataclass
class Run:
    """A test, how long it takes, and how many mutants of each function it has killed so far."""

    item: pytest.Function
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)

    def promise(self, function: str) -> tuple[int, int]:
        """Return how well it did with a function, then with all: what kills one kills the next."""
        return self.kills[function], self.kills.total()

    def fails(self) -> bool:
        """Run the test, and say whether it fails; no report is made, which would take longer."""
        item = self.item
        item._initrequest()
        try:
            item.ihook.pytest_runtest_setup(item=item)
            item.ihook.pytest_runtest_call(item=item)
        except BaseException:  # noqa: BLE001 - whatever ends a test is a failure
            return True
        finally:
            item.session._setupstate.teardown_exact(None)
        return False


@dataclass(frozen=True)
class Touched:
    """The runs of each line of each file, the quickest first."""

    runs: Mapping[tuple[str, int], Sequence[Run]]

    def by(self, mutant: str) -> list[Run]:
        """
        Return the tests to try a mutant with: those that run the changed line.

        Where none does, which is so of a line that is not one for the interpreter, all that run the
        function.
        """
        path, lines, changed = place(mutant)
        return list(self.runs.get((path, changed), ())) or self._any(path, lines)

    def _any(self, path: str, lines: range) -> list[Run]:
        found = {id(run): run for line in lines for run in self.runs.get((path, line), ())}
        return sorted(found.values(), key=lambda one: one.seconds)


def runs_of(items: Sequence[pytest.Item]) -> list[Run]:
    """Return the tests that are functions, which all of the domain's are."""
    return [Run(item) for item in items if isinstance(item, pytest.Function)]


def learn(items: Sequence[pytest.Item]) -> Touched:
    """Run every test once as it is, and note the lines of the domain that it runs."""
    watch = coverage.Coverage(data_file=None, include=["domain/*"], config_file=False)
    runs = runs_of(items)
    watch.start()
    for number, run in enumerate(runs):
        watch.switch_context(str(number))
        began = time.process_time()
        if run.fails():
            raise pytest.UsageError(f"{run.item.nodeid} fails without any mutant")
        run.seconds = time.process_time() - began
    watch.stop()
    return Touched(by_line(watch.get_data(), runs))


def by_line(data: coverage.CoverageData, runs: Sequence[Run]) -> dict[tuple[str, int], list[Run]]:
    """Return the runs of each line, the quickest first."""
    here = Path.cwd()
    return {
        (str(Path(file).relative_to(here)), line): _quickest(runs, told)
        for file in data.measured_files()
        for line, told in data.contexts_by_lineno(file).items()
    }


def _quickest(runs: Sequence[Run], told: Iterable[str]) -> list[Run]:
    return sorted((runs[int(one)] for one in told if one), key=lambda one: one.seconds)


def place(mutant: str) -> tuple[str, range, int]:
    """Return the file of a mutant, the lines of its function as it was, and the one changed."""
    module, _, function = mutant.rpartition(".")
    path = module.replace(".", "/") + ".py"
    former = f"{function.partition('__mutmut_')[0]}__mutmut_orig"
    (first, last), (other, end) = spans(path)[former], spans(path)[function]
    old = source(path)[first - 1 : last]
    new = (line.replace(function, former) for line in source(path)[other - 1 : end])
    pairs = enumerate(zip(old, new, strict=False), first)
    changed = next((at for at, (was, now) in pairs if was != now), first)
    return path, range(first, last + 1), changed


@cache
def spans(path: str) -> Mapping[str, tuple[int, int]]:
    """Return the first and the last line of each function of a file, the mutants too."""
    found: Mapping[str, tuple[int, int]] = json.loads(Path(f"{path}.spans").read_text())["spans"]
    return found


@cache
def source(path: str) -> list[str]:
    """Return the lines of a file, all its mutants in it."""
    return Path(path).read_text().splitlines()
