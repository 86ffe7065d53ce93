"""
Orders about one person's data; `cases` are nominations that are said to name the person.

`reviews` are said to be of decisions on their cases.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.hand import Hand
from domain.personal.rules import PersonalRules


@dataclass(frozen=True, slots=True)
class ReceivePersonRequest:
    """Enter what a person asked."""

    person: UUID
    hand: Hand
    request: UUID
    kind: str
    received_on: date
    rules: PersonalRules
    cases: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerPersonRequest:
    """Say that it will be done, or refuse it on a ground."""

    person: UUID
    hand: Hand
    request: UUID
    accepted: bool
    ground: str | None
    rules: PersonalRules
    cases: tuple[UUID, ...] = ()
    reviews: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class CarryOutPersonRequest:
    """
    Do what was accepted; an erasure by another person than who accepted it.

    `named` says that a right name comes along, which is kept beside the facts; `particulars` is a
    commitment to those that do.
    """

    person: UUID
    hand: Hand
    request: UUID
    rules: PersonalRules
    cases: tuple[UUID, ...] = ()
    named: bool = False
    reviews: tuple[UUID, ...] = ()
    particulars: str | None = None


@dataclass(frozen=True, slots=True)
class LiftRestriction:
    """Let the name be shown again."""

    person: UUID
    hand: Hand
    cases: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class EraseByRetention:
    """Erase a person whose cases are all over and need not be kept any more."""

    person: UUID
    hand: Hand
    rules: PersonalRules
    cases: tuple[UUID, ...] = ()
    reviews: tuple[UUID, ...] = ()


PersonCommand = (
    ReceivePersonRequest
    | AnswerPersonRequest
    | CarryOutPersonRequest
    | LiftRestriction
    | EraseByRetention
)
