"""Orders about one submission."""

from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand
from domain.nomination.events import Missing


@dataclass(frozen=True, slots=True)
class DispatchSubmission:
    """Send nominations to the next level under one number; the hand's date is the paper's."""

    submission: UUID
    hand: Hand
    number: str
    from_unit: str
    to_unit: str
    nominations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class AcceptItem:
    """Take one nomination in."""

    nomination: UUID


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """Send one nomination back with what is missing."""

    nomination: UUID
    missing: tuple[Missing, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RefuseItem:
    """Refuse one nomination with a coded reason."""

    nomination: UUID
    reason: str
    detail: str


Answer = AcceptItem | ReturnItem | RefuseItem


@dataclass(frozen=True, slots=True)
class AnswerSubmission:
    """
    Answer some or all nominations of a submission, each on its own.

    `kinds` are the kinds of paper of the rulebooks, for lists of what is missing.
    """

    submission: UUID
    hand: Hand
    answers: tuple[Answer, ...]
    kinds: frozenset[str] = frozenset()


SubmissionCommand = DispatchSubmission | AnswerSubmission
