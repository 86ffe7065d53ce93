"""What the list of reviews keeps of one: who asks whom what, what was found, and what follows."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from domain.review.events import (
    ReviewAnswered,
    ReviewConcluded,
    ReviewFindingRecorded,
    ReviewFollowed,
    ReviewFollowUp,
    ReviewOpened,
    ReviewPoint,
)


class AnswerRow(TypedDict):
    """What an audited unit answered; its words lie under `content`."""

    position: int
    on: str
    by: str
    accepts: bool | None
    papers: list[str]
    content: str


class PointRow(TypedDict):
    """A question or a finding, by the facts it cites, and the answer to it."""

    reference: str
    kind: str
    position: int
    on: str
    by: str
    unit: str
    rule: str | None
    cites: list[int]
    due_on: str
    content: str
    answer: AnswerRow | None


class ConclusionRow(TypedDict):
    """What a review came to; its words lie under `content`."""

    position: int
    on: str
    by: str
    outcome: str
    nominations: list[str]
    ground: str | None
    content: str


class FollowRow(TypedDict):
    """An act that follows the review, or a report of what was done."""

    position: int
    on: str
    by: str
    act: str
    nominations: list[str]
    number: str | None
    papers: list[str]
    content: str | None


class ReviewRow(TypedDict):
    """A review as it stands; `due_on` is the last day for what is to follow."""

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
    points: list[PointRow]
    conclusion: ConclusionRow | None
    outcome: str | None
    due_on: date | None
    follow_up: list[FollowRow]
    followed_on: date | None
    closed_on: date | None
    closed_by: str | None
    next_due: date | None


class Told(TypedDict):
    """Where a fact stands, its date and its hand."""

    position: int
    on: str
    by: str


class Reported(TypedDict):
    """What a report of measures and an act say alike."""

    act: str
    nominations: list[str]
    papers: list[str]
    content: str | None


REPORTED: Reported = {"act": "report", "nominations": [], "papers": [], "content": None}


def begun(review: UUID, event: ReviewOpened, told: Told) -> ReviewRow:
    """Return a review as it was opened."""
    return {
        "review": review,
        "version": 1,
        "position": told["position"],
        "decision": event.decision,
        "number": event.number,
        "ground": event.ground,
        "unit": event.unit,
        "office": event.office,
        "audited": list(event.audited),
        "cites": list(event.cites),
        "rules": list(event.rules),
        "opened_on": date.fromisoformat(told["on"]),
        "opened_by": told["by"],
        "state": "running",
        "points": [],
        "conclusion": None,
        "outcome": None,
        "due_on": None,
        "follow_up": [],
        "followed_on": None,
        "closed_on": None,
        "closed_by": None,
        "next_due": None,
    }


def point_of(event: ReviewPoint, told: Told) -> PointRow:
    """Return a question or a finding that was put to a unit."""
    found = event if isinstance(event, ReviewFindingRecorded) else None
    return {
        "reference": event.reference,
        "kind": "finding" if found else "question",
        **told,
        "unit": event.unit,
        "rule": found.rule if found else None,
        "cites": list(found.cites) if found else [],
        "due_on": event.due_on.isoformat(),
        "content": str(event.content),
        "answer": None,
    }


def answer_of(event: ReviewAnswered, told: Told) -> AnswerRow:
    """Return an answer."""
    said, papers = str(event.content), list(event.papers)
    return {**told, "accepts": event.accepts, "papers": papers, "content": said}


def conclusion_of(event: ReviewConcluded, told: Told) -> ConclusionRow:
    """Return a conclusion."""
    return {
        **told,
        "outcome": event.outcome,
        "nominations": [str(one) for one in event.nominations],
        "ground": event.ground,
        "content": str(event.content),
    }


def follow_of(event: ReviewFollowUp, told: Told) -> FollowRow:
    """Return an act that follows a review, or a report."""
    if isinstance(event, ReviewFollowed):
        named = [str(one) for one in event.nominations]
        done: FollowRow = {**told, **REPORTED, "act": event.act, "number": event.number}
        return {**done, "nominations": named}
    papers, words = list(event.papers), str(event.content)
    said: FollowRow = {**told, **REPORTED, "number": event.reference}
    return {**said, "papers": papers, "content": words}


class Awaited(TypedDict):
    """What a review awaits from a unit: an answer, or what is to follow."""

    unit: str
    kind: str
    reference: str | None
    due_on: date


def awaited(row: ReviewRow) -> list[Awaited]:
    """Return what a review awaits: answers while it runs, then what follows; closed, nothing."""
    due = row["due_on"]
    if row["state"] == "running":
        return [_answer_to(one) for one in row["points"] if one["answer"] is None]
    if row["state"] == "closed" or row["followed_on"] is not None or due is None:
        return []
    return [{"unit": row["unit"], "kind": "follow-up", "reference": None, "due_on": due}]


def _answer_to(point: PointRow) -> Awaited:
    return {
        "unit": point["unit"],
        "kind": point["kind"],
        "reference": point["reference"],
        "due_on": date.fromisoformat(point["due_on"]),
    }
