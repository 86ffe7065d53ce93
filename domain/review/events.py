"""Facts about one review of a decision; what people wrote lies outside, under `content`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReviewOpened:
    """
    An auditor opened a review of a decision, on a coded `ground`.

    `unit` answers for the decision, `audited` are all units on the path of its cases, it among
    them. `office` is the unit whose auditors review. `cites` are positions of facts, `rules` the
    rules of audit whose findings led to it.
    """

    decision: UUID
    number: str
    ground: str
    unit: str
    audited: tuple[str, ...]
    office: str
    cites: tuple[int, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewQuestionAsked:
    """An audited unit was asked something; its term ends on `due_on`."""

    reference: str
    unit: str
    working_days: int
    due_on: date
    content: UUID


@dataclass(frozen=True, slots=True)
class ReviewFindingRecorded:
    """The auditor found something, by the facts at `cites`, and put it to an audited unit."""

    reference: str
    unit: str
    rule: str | None
    cites: tuple[int, ...]
    working_days: int
    due_on: date
    content: UUID


@dataclass(frozen=True, slots=True)
class ReviewAnswered:
    """
    An audited unit answered a question or a finding; `papers` are digests of what it shows.

    `accepts` says whether it accepts a finding, None where it answers a question.
    """

    reference: str
    unit: str
    accepts: bool | None
    papers: tuple[str, ...]
    content: UUID


@dataclass(frozen=True, slots=True)
class ReviewConcluded:
    """
    The auditor concluded; `told` are the audited units.

    `nominations` are the cases an outcome is about, `ground` that of an annulment. What is to
    follow is due on `due_on`, None where nothing is.
    """

    outcome: str
    unit: str
    nominations: tuple[UUID, ...]
    ground: str | None
    due_on: date | None
    told: tuple[str, ...]
    content: UUID


@dataclass(frozen=True, slots=True)
class ReviewFollowed:
    """The unit that decided did what the conclusion asks, by an act that cites the review."""

    act: str
    unit: str
    nominations: tuple[UUID, ...]
    number: str | None
    whole: bool


@dataclass(frozen=True, slots=True)
class ReviewMeasuresReported:
    """The unit that decided says what it did; `papers` are digests of what it shows."""

    reference: str
    unit: str
    papers: tuple[str, ...]
    whole: bool
    content: UUID


@dataclass(frozen=True, slots=True)
class ReviewClosed:
    """Another hand closed the review; `followed` says whether what it asked for was done."""

    followed: bool
    told: tuple[str, ...]


ReviewPoint = ReviewQuestionAsked | ReviewFindingRecorded
ReviewFollowUp = ReviewFollowed | ReviewMeasuresReported
ReviewEnd = ReviewConcluded | ReviewFollowUp | ReviewClosed
ReviewEvent = ReviewOpened | ReviewPoint | ReviewAnswered | ReviewEnd
