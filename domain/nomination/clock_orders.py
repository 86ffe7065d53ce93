"""The order of the service itself to say something of a term."""

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
