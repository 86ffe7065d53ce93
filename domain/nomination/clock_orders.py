"""The orders of the service itself about a term."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.hand import Hand
from domain.terms import Notice


@dataclass(frozen=True, slots=True)
class IssueNotice:
    """Say what `notice` says of the term of a step with the last day `due_on`."""

    nomination: UUID
    hand: Hand
    step: str
    due_on: date
    notice: Notice


@dataclass(frozen=True, slots=True)
class NoteMissedDeadline:
    """Note that the term of a step ran out on its last day, `due_on`, and the case still waits."""

    nomination: UUID
    hand: Hand
    step: str
    due_on: date


ClockOrder = NoteMissedDeadline | IssueNotice
