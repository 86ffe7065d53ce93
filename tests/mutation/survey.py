"""What became of each mutant: killed, alive, or one that nobody can tell from the code."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

from tests.mutation.scope import Scope

MUTANTS = Path("mutants")
SEEN = frozenset({"killed", "timeout", "caught by type check"})


@dataclass(frozen=True)
class Excuse:
    """A mutant that does the same as the code: the changed line of a function, and why."""

    function: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True)
class Alive:
    """A mutant that no test noticed, and how it differs."""

    name: str
    diff: str

    def is_of(self, excuse: Excuse) -> bool:
        """Say whether an excuse speaks of this mutant."""
        lines = self.diff.splitlines()
        return self.name.partition("__mutmut_")[0] == excuse.function and {
            f"-{excuse.was}",
            f"+{excuse.now}",
        } <= {line[0] + line[1:].strip() for line in lines if line}


@dataclass(frozen=True)
class Survey:
    """How many were killed, who lives, how many are excused, and which excuses speak of nobody."""

    dead: tuple[str, ...]
    alive: tuple[Alive, ...]
    excused: int
    gone: tuple[Excuse, ...]

    @property
    def killed(self) -> int:
        """Return how many were killed."""
        return len(self.dead)

    @property
    def counted(self) -> int:
        """Return how many there were, but for the excused."""
        return self.killed + len(self.alive)

    @property
    def percent(self) -> float:
        """Return how many of a hundred were killed; none at all is a failure too."""
        return 100 * self.killed / self.counted if self.counted else 0.0

    @property
    def packages(self) -> Mapping[str, tuple[int, int]]:
        """Return how many mutants of each package were killed, and how many there were."""
        dead = Counter(map(package, self.dead))
        every = dead + Counter(package(one.name) for one in self.alive)
        return {one: (dead[one], every[one]) for one in sorted(every)}


def survey(scope: Scope, excuses: Path) -> Survey:
    """Return what the last run found of a scope."""
    by_fate = dict(fates(scope))
    living = [alive(name, path) for name, (path, fate) in by_fate.items() if fate not in SEEN]
    known = excuses_of(scope, excuses)
    left = tuple(one for one in living if not any(map(one.is_of, known)))
    gone = tuple(one for one in known if not any(who.is_of(one) for who in living))
    dead = tuple(name for name, (_, fate) in by_fate.items() if fate in SEEN)
    return Survey(dead, left, len(living) - len(left), gone)


def package(mutant: str) -> str:
    """Return the package of a mutant; what lies in the domain itself has none of its own."""
    return ".".join(mutant.partition(".x")[0].split(".")[:-1])


def excuses_of(scope: Scope, file: Path) -> list[Excuse]:
    """Return the excuses for mutants of a scope."""
    known = [Excuse(**one) for one in tomllib.loads(file.read_text()).get("alive", [])]
    return [one for one in known if scope.has(f"{one.function}__mutmut_1")]


def fates(scope: Scope) -> Iterator[tuple[str, tuple[Path, str]]]:
    """Yield the mutants of a scope, each with its file and what became of it."""
    for meta in sorted(MUTANTS.rglob("*.py.meta")):
        path = meta.relative_to(MUTANTS).with_suffix("")
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items():
            if scope.has(name):
                yield name, (path, status_by_exit_code[code])


def alive(name: str, path: Path) -> Alive:
    """Return a living mutant with the lines that differ."""
    return Alive(name, get_diff_for_mutant(name, path=path))
