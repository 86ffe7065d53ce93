"""Orders about delegations."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.delegation.events import Basis, Scope
from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class Levels:
    """
    The levels that ladders `known` by the last day of a power have, and that of the giver's `own`.

    `own` is None where the unit is none of the administrative units of the first day.
    """

    known: frozenset[str]
    own: str | None


@dataclass(frozen=True, slots=True)
class GrantDelegation:
    """
    Let *delegate* act in the place of the hand.

    `levels` is None where an order is read back from its fact, which was accepted.
    """

    delegation: UUID
    hand: Hand
    delegate: str
    scope: Scope
    capacity: str
    begins_on: date
    ends_on: date | None
    basis: Basis
    levels: Levels | None = None


@dataclass(frozen=True, slots=True)
class EndDelegation:
    """Take the power back early: from the day *since* on the delegate has none."""

    delegation: UUID
    hand: Hand
    since: date
    reason: str


DelegationOrder = GrantDelegation | EndDelegation
