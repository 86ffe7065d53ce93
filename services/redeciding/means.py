"""What an act is held against beside the facts, and the hand it was done by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.acting import ActingFor
from domain.force import Forces
from domain.hand import Hand
from domain.ladder import Ladder
from domain.movement import Movement
from domain.personal.rules import PersonalRules
from domain.recorded import Envelope
from domain.reform.plan import Reform
from domain.rulebooks.regime import Regime
from domain.terms import Calendar


class NotTold(Exception):
    """
    The facts do not say what the act was judged by; `why` is what is missing.

    Where it is something a fact names and nobody here knows, it `taints` all that rests on it.
    """

    def __init__(self, why: str, *, taints: bool = False) -> None:
        super().__init__(why)
        self.why, self.taints = why, taints


class NotKnown(Exception):
    """A fact rests on a rule under a name that no rulebook known here bears; `code` says which."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Route:
    """A route as its rulebook gives it; `believed` is what of it was taken as it was pinned."""

    ladder: Ladder
    believed: tuple[str, ...] = ()


class Means(Protocol):
    """Data that facts do not carry whole: of the rulebooks, the calendar and the operator."""

    def calendar(self, day: date) -> Calendar:
        """Return the days that count around a day."""
        ...

    def forces(self) -> Forces:
        """Return how hard each rule holds."""
        ...

    def route(self, pinned: Ladder, unit: str, on: date) -> Route | None:
        """Return the route as its rulebook gives it, None where no known one bears its digest."""
        ...

    def has_been(self, book: str, name: str, digest: str) -> bool:
        """Say whether a file of a book bore a digest in any known version."""
        ...

    def movement(self, key: str) -> Movement | None:
        """Return a movement, None where none is known."""
        ...

    def regime(self, key: str) -> Regime | None:
        """Return a regime, None where none is known."""
        ...

    def reform(self, key: str) -> Reform | None:
        """Return a reform of units, None where none is known."""
        ...

    def above(self, unit: str, since: date, on: date) -> frozenset[str] | None:
        """Return the units above one that granted on a day, None where units are not known."""
        ...

    def papers(self) -> frozenset[str]:
        """Return the kinds of paper the rulebooks know."""
        ...

    def personal(self) -> PersonalRules | None:
        """Return the rules of personal data, None where none are known."""
        ...


@dataclass(frozen=True, slots=True)
class NoMeans:
    """Nothing beside the facts: no operator, no rulebook, weekends off."""

    def calendar(self, _day: date) -> Calendar:
        """Return weeks of five days."""
        return Calendar()

    def forces(self) -> Forces:
        """Return what holds where nobody says otherwise."""
        return Forces()

    def route(self, pinned: Ladder, _unit: str, _on: date) -> Route:
        """Return it as it was pinned."""
        return Route(pinned)

    def has_been(self, _book: str, _name: str, _digest: str) -> bool:
        """Say yes: there is nothing to hold it to."""
        return True

    def movement(self, _key: str) -> None:
        """Return none."""

    def regime(self, _key: str) -> None:
        """Return none."""

    def reform(self, _key: str) -> None:
        """Return none."""

    def above(self, _unit: str, _since: date, _on: date) -> None:
        """Return none."""

    def papers(self) -> frozenset[str]:
        """Return none."""
        return frozenset()

    def personal(self) -> None:
        """Return none."""


class AnyUnit(frozenset[str]):
    """The units of a hand of which the envelope does not say them: whichever is asked for."""

    __slots__ = ()

    def __contains__(self, _unit: object) -> bool:
        """Say yes."""
        return True

    def __and__(self, others: Iterable[object]) -> "frozenset[str]":
        """Return all the others."""
        return frozenset(str(one) for one in others)


def hand_of(envelope: Envelope, means: Means) -> Hand:
    """
    Return the hand as it came: one that acted for another names the delegation again.

    An opening is not held to how late an operator of then let cases be entered: no fact says that.
    """
    named = envelope.delegation
    return Hand(
        actor=envelope.actor,
        roles=frozenset(envelope.roles),
        units=AnyUnit() if envelope.units is None else frozenset(envelope.units),
        effective_on=envelope.effective_on,
        received_at=envelope.received_at,
        recorded_at=envelope.recorded_at,
        capacity=envelope.capacity,
        delegation=_delegation(named) if isinstance(named, ActingFor) else None,
        calendar=means.calendar(envelope.effective_on),
        forces=replace(means.forces(), backdating=None),
    )


def _delegation(named: ActingFor) -> UUID:
    return named.delegation
