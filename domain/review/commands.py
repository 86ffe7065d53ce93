"""Orders about one review of a decision; `hand` says who gives them, and when."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from domain.hand import Hand


class Cited(NamedTuple):
    """A position of the log, and the stream of the fact there; None where there is none."""

    position: int
    stream: UUID | None


@dataclass(frozen=True, slots=True)
class OpenReview:
    """Open a review of a decision; the hand's date is that of the paper that says so."""

    review: UUID
    hand: Hand
    decision: UUID
    number: str
    ground: str
    cites: tuple[Cited, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskInReview:
    """Ask an audited unit something, to be answered within a number of working days."""

    review: UUID
    hand: Hand
    reference: str
    unit: str
    working_days: int
    content: UUID


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """Record what was found by some facts, and put it to an audited unit."""

    review: UUID
    hand: Hand
    reference: str
    unit: str
    cites: tuple[Cited, ...]
    working_days: int
    content: UUID
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerInReview:
    """Answer a question or a finding for the unit it was put to."""

    review: UUID
    hand: Hand
    reference: str
    papers: tuple[str, ...]
    content: UUID
    accepts: bool | None = None


@dataclass(frozen=True, slots=True)
class ConcludeReview:
    """Say what the review came to, about which cases, and until when something is to follow."""

    review: UUID
    hand: Hand
    outcome: str
    nominations: tuple[UUID, ...]
    working_days: int
    content: UUID
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class ReportMeasures:
    """Say for the unit that decided what was done; `whole` where nothing is left to do."""

    review: UUID
    hand: Hand
    reference: str
    papers: tuple[str, ...]
    whole: bool
    content: UUID


@dataclass(frozen=True, slots=True)
class CloseReview:
    """Close a review whose conclusion was followed, or was not in its term."""

    review: UUID
    hand: Hand


AuditorOrder = AskInReview | RecordFinding | ConcludeReview | CloseReview
AuditedOrder = AnswerInReview | ReportMeasures
ReviewCommand = OpenReview | AuditorOrder | AuditedOrder
