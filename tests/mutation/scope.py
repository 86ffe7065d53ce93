"""The parts of the domain that can be mutated, as scopes.toml has them."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tests.mutation.refusing import refusing

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Scope:
    """
    The names of the mutants of a part, and how many of a hundred must be killed.

    `rules` are functions that belong to it wherever they are.
    """

    names: tuple[str, ...]
    at_least: int

    rules: frozenset[str] = frozenset()

    def has(self, mutant: str) -> bool:
        """Say whether a mutant is of this part: of its modules, or of one of its rules."""
        function = mutant.partition("__mutmut_")[0]
        return function in self.rules or any(fnmatch(mutant, name) for name in self.names)


def scopes() -> dict[str, Scope]:
    """Return what can be mutated, by name."""
    told = tomllib.loads((HERE / "scopes.toml").read_text())
    return {
        name: Scope(
            tuple(one["names"]),
            one["at_least"],
            frozenset(refusing()) if one["refusing"] else frozenset(),
        )
        for name, one in told.items()
    }
