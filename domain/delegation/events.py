"""Facts about one delegation, and about the list of those of a unit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Basis:
    """The document a delegation rests on; `text` is the id under which its text is kept."""

    number: str
    dated: date
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """
    What is lent: a role in a unit, for the acts, awards, level and movement that are named.

    No acts or awards named are all of them; no level or movement is any.
    """

    unit: str
    role: str
    acts: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    level: str | None = None
    movement: str | None = None


@dataclass(frozen=True, slots=True)
class DelegationGranted:
    """
    The delegator lets the delegate act in their place, both days included.

    Both are references as tokens write them, never names; `capacity` is the form they sign in.
    """

    delegator: str
    delegate: str
    scope: Scope
    capacity: str
    begins_on: date
    ends_on: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class DelegationEnded:
    """The power went back early: from the day `since` on the delegate has none."""

    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class DelegationListed:
    """A delegation stands in the list of its unit, against which later ones are held."""

    delegation: UUID


PowerEvent = DelegationGranted | DelegationEnded
ListEvent = DelegationListed
DelegationEvent = PowerEvent | ListEvent
