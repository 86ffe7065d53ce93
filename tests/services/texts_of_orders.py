"""Every text of every order, found by the types of its fields."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import get_args, get_type_hints

from domain.council.rule import BallotRules
from domain.delegation.commands import Levels
from domain.hand import Hand
from domain.ladder import Ladder
from domain.movement import Movement
from domain.personal.rules import PersonalRules
from domain.reform.plan import Reform
from domain.rulebooks.regime import Regime
from domain.terms import Notice

OF_THE_HOUSE = (
    *(BallotRules, Hand, Ladder, Levels, Movement, Notice, PersonalRules, Reform, Regime),
)
"""What the house itself puts into an order: rules, and whose hand it is."""


def kinds(union: object) -> Iterator[type]:
    """Yield the classes of a union of unions."""
    if isinstance(union, type):
        yield union
    for one in get_args(union):
        yield from kinds(one)


def texts(kind: type) -> set[str]:
    """Return the names of the fields of a class that hold texts, those within them after a dot."""
    return {".".join(path) for path in _paths(kind)}


def _paths(hint: object) -> Iterator[tuple[str, ...]]:
    if hint is str:
        yield ()
    for one in get_args(hint):
        yield from _paths(one)
    if has_fields(hint) and hint not in OF_THE_HOUSE:
        for name, within in get_type_hints(hint).items():
            yield from ((name, *rest) for rest in _paths(within))


def has_fields(hint: object) -> bool:
    """Say whether a type is a dataclass or a named tuple."""
    return is_dataclass(hint) or hasattr(hint, "_fields")
