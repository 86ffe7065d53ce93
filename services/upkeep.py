"""What those who run the house ask of it, beside the work of the officers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal

Progress = Callable[[str, int, int], None]
"""Told now and then: the stage of a long work, how much is done, of how much."""
Telling = Callable[[], AbstractContextManager[Progress]]
"""Begins to tell when it is entered: threads that draw come after processes that are forked."""
Rules = Literal["agreed", "noted", "aside"]
"""How the operator's files of rules are met: agreed to, noted as in force too, or not looked at."""


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What an examination found about one thing: whether it is in order, and what was seen.

    `warns` says that it is in order and yet asks for somebody's attention.
    """

    about: str
    ok: bool
    seen: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Where the views are after a rebuild; `dropped` facts the log does not have were forgotten."""

    position: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the bus as it stands; `made` says whether it was made just now."""

    name: str
    partitions: int
    made: bool


class CannotOpen(Exception):
    """The house cannot be opened as it was told; `problems` says everything that is wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class RulesSet:
    """What a file of rules would set, in words; its SHA-256 and its bytes, of one reading."""

    told: str
    digest: str
    content: bytes = field(repr=False)
