"""A decider's shape: how a kind of stream starts and folds; and the way to say no at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.refusal import Refusal, Refused

S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Fold(Generic[S, E]):
    """How one kind of stream starts and grows; `opens` are the kinds of fact it may start with."""

    initial: S
    evolve: Callable[[S, E], S]
    opens: type[E]


def replay(fold: Fold[S, E], events: Iterable[E]) -> S:
    """Return the state after *events*."""
    state = fold.initial
    for event in events:
        state = fold.evolve(state, event)
    return state


def demand(*found: Refusal | None) -> None:
    """
    Let a command pass, or refuse it with everything that is wrong.

    Raises:
        Refused: when any rule was broken, with all of them.
    """
    if refusals := [one for one in found if one]:
        raise Refused(*refusals)
