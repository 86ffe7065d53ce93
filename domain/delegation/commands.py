"""Orders about delegations."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.delegation.events import Basis, Scope
from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class GrantDelegation:
    """Let *delegate* act in the place of the hand."""

    delegation: UUID
    hand: Hand
    delegate: str
    scope: Scope
    capacity: str
    begins_on: date
    ends_on: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class EndDelegation:
    """Take the power back early: from the day *since* on the delegate has none."""

    delegation: UUID
    hand: Hand
    since: date
    reason: str


DelegationOrder = GrantDelegation | EndDelegation
