"""How reviews look: what the view keeps of them, and the words that are kept apart."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from projections.review_rows import AnswerRow, Awaited, ConclusionRow, FollowRow, PointRow


class ReviewAnswerShown(AnswerRow):
    """What an audited unit answered; `words` is None where they were erased."""

    words: str | None


class ReviewFindingOrQuestion(PointRow):
    """A question or a finding; `overdue` says that its term passed before today unanswered."""

    words: str | None
    overdue: bool


class ReviewConclusionShown(ConclusionRow):
    """What a review came to."""

    words: str | None


class ReviewFollowShown(FollowRow):
    """An act that follows a review, or a report of what was done."""

    words: str | None


class ReviewShort(TypedDict):
    """
    A review in a list; `due_on` is the last day for what is to follow its conclusion.

    `next_due` is the first last day of anything it awaits; `overdue` says that it is past today.
    """

    review: UUID
    version: int
    position: int
    decision: UUID
    number: str
    ground: str
    unit: str
    office: str
    audited: list[str]
    cites: list[int]
    rules: list[str]
    opened_on: date
    opened_by: str
    state: str
    outcome: str | None
    due_on: date | None
    followed_on: date | None
    closed_on: date | None
    closed_by: str | None
    next_due: date | None
    overdue: bool


class ReviewPage(TypedDict):
    """Reviews by the day they were opened."""

    items: list[ReviewShort]


class ReviewShown(ReviewShort):
    """A review with all that was said in it, and what it awaits."""

    points: list[ReviewFindingOrQuestion]
    answers: list[ReviewAnswerShown]
    conclusion: ReviewConclusionShown | None
    follow_up: list[ReviewFollowShown]
    awaited: list[Awaited]


class ReviewDue(Awaited):
    """What a review awaits from a unit of the caller."""

    review: UUID
    number: str
    decision: UUID
    overdue: bool


class ReviewDuePage(TypedDict):
    """What reviews await, the first due first."""

    items: list[ReviewDue]
