"""A seat in a council: who holds it, as what, from when to when; and who has an interest."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID


class Function(Enum):
    """What a person is in a council; a substitute votes only in the place of an absent member."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    SUBSTITUTE = "substitute"


# The role that a seat gives; a vice-chair and a substitute give points as members (house rule).
ROLES = {Function.CHAIR: "council-chair", Function.SECRETARY: "council-secretary"}
MEMBER = "council-member"


@dataclass(frozen=True, slots=True)
class Seat:
    """
    A person's term in a council, both days included.

    `heads` is the unit the person leads, None where none; `stands_in_for` is the one member whom a
    substitute replaces, None for any. `nominee` is the reference under which the person is known
    where somebody nominates them, None where nobody did yet.
    """

    person: str
    function: Function
    since: date
    until: date | None = None
    heads: str | None = None
    stands_in_for: str | None = None
    nominee: UUID | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A person may not vote on a nomination: the coded ground."""

    person: str
    ground: str


@dataclass(frozen=True, slots=True)
class ItemConflicts:
    """Who may not vote on a nomination, beside those who were known."""

    nomination: UUID
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class SeatsRenewed:
    """Terms began or ended between the call and the day: these are the seats of the day."""

    seats: tuple[Seat, ...]
    conflicts: tuple[ItemConflicts, ...]
