"""A decider's shape: how a kind of stream starts and folds; and the way to say no at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Generic, TypeVar

from domain.recorded import Dated
from domain.refusal import Refusal, Refused

S = TypeVar("S")
E = TypeVar("E")


def undated(state: S, event: E, on: date) -> S:  # noqa: ARG001 - one shape for all
    """Return a state for which the date on the paper of a fact means nothing."""
    return state


def unwitnessed(state: S, event: E, by: tuple[str, ...]) -> S:  # noqa: ARG001 - one shape for all
    """Return a state for which it means nothing who stands behind a fact."""
    return state


@dataclass(frozen=True, slots=True)
class Fold(Generic[S, E]):
    """
    How one kind of stream starts and grows; `opens` are the kinds of fact it may start with.

    `note` keeps in the state what the date on the paper of the fact means for later orders;
    `witness` keeps who stood behind it: the actor, and the delegator where there is one.
    """

    initial: S
    evolve: Callable[[S, E], S]
    opens: type[E] | UnionType
    note: Callable[[S, E, date], S] = undated
    witness: Callable[[S, E, tuple[str, ...]], S] = unwitnessed


def replay(fold: Fold[S, E], facts: Iterable[Dated[E]]) -> S:
    """Return the state after *facts*."""
    return onward(fold, fold.initial, facts)


def onward(fold: Fold[S, E], state: S, facts: Iterable[Dated[E]]) -> S:
    """Return the state after *facts* that follow those *state* was folded from."""
    for event, on, by in facts:
        state = fold.witness(fold.note(fold.evolve(state, event), event, on), event, by)
    return state


def demand(*found: Refusal | None) -> None:
    """
    Let a command pass, or refuse it with everything that is wrong.

    Raises:
        Refused: when any rule was broken, with all of them.
    """
    if refusals := [one for one in found if one]:
        raise Refused(*refusals)
