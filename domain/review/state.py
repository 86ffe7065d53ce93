"""Where a review stands: not opened, running, concluded with what is to follow, or closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from domain.access import persons
from domain.decider import Fold
from domain.refusal import ImpossibleHistory
from domain.review.events import (
    ReviewAnswered,
    ReviewClosed,
    ReviewConcluded,
    ReviewEnd,
    ReviewEvent,
    ReviewFindingRecorded,
    ReviewFollowed,
    ReviewFollowUp,
    ReviewMeasuresReported,
    ReviewOpened,
    ReviewPoint,
)


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nothing is known of this review."""


@dataclass(frozen=True, slots=True)
class Point:
    """A question or a finding that was put to a unit, and whether it answered."""

    put: ReviewPoint
    answered: bool = False

    @property
    def is_finding(self) -> bool:
        """Say whether something was found."""
        return isinstance(self.put, ReviewFindingRecorded)

    def waits_on(self, day: date) -> bool:
        """Say whether an answer may still come in its term."""
        return not self.answered and self.put.due_on >= day


@dataclass(frozen=True, slots=True)
class File:
    """
    What a review holds: how it was opened and when, its points, and the last date on a paper.

    `auditors` are who acted as auditors so far, `answering` who spoke for the audited.
    """

    opened: ReviewOpened
    points: Mapping[str, Point] = field(default_factory=dict)
    last_on: date = date.min
    opened_on: date = date.min
    auditors: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnderReview:
    """The auditors ask and find, the audited answer."""

    file: File


@dataclass(frozen=True, slots=True)
class Concluded:
    """
    Concluded by somebody; what is to follow may be done or not.

    `annulled` are the cases whose grants were annulled by acts that cite the review.
    """

    file: File
    conclusion: ReviewConcluded
    by: frozenset[str] = frozenset()
    annulled: frozenset[UUID] = frozenset()
    reports: frozenset[str] = frozenset()
    whole: bool = False

    @property
    def is_followed(self) -> bool:
        """Say whether nothing is left to follow."""
        return self.whole or self.conclusion.due_on is None


@dataclass(frozen=True, slots=True)
class Closed:
    """Over."""

    file: File


NO_REVIEW = NotOpened()
"""What an act cites that cites no review."""
Known = UnderReview | Concluded | Closed
State = NotOpened | Known


def evolve(state: State, event: ReviewEvent) -> State:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    if isinstance(event, ReviewOpened):
        if isinstance(state, NotOpened):
            return UnderReview(File(event))
    elif isinstance(event, ReviewEnd):
        return _towards_the_end(state, event)
    elif isinstance(state, UnderReview):
        return _pointed(state, event)
    raise ImpossibleHistory(state, event)


def _pointed(state: UnderReview, event: ReviewPoint | ReviewAnswered) -> State:
    """Fold a point that was put to a unit, or its answer."""
    points = state.file.points
    known = points.get(event.reference)
    if isinstance(event, ReviewAnswered):
        if known is None or known.answered:
            raise ImpossibleHistory(state, event)
        after = replace(known, answered=True)
    elif known is None:
        after = Point(event)
    else:
        raise ImpossibleHistory(state, event)
    return replace(state, file=replace(state.file, points={**points, event.reference: after}))


def _towards_the_end(state: State, event: ReviewEnd) -> State:
    """Fold a conclusion, what follows it, and the end."""
    match state, event:
        case UnderReview(), ReviewConcluded():
            return Concluded(state.file, event)
        case Concluded(), ReviewFollowed() | ReviewMeasuresReported():
            return _followed(state, event)
        case Concluded(), ReviewClosed():
            return Closed(state.file)
    raise ImpossibleHistory(state, event)


def _followed(state: Concluded, event: ReviewFollowUp) -> Concluded:
    whole = state.whole or event.whole
    if isinstance(event, ReviewMeasuresReported):
        return replace(state, whole=whole, reports=state.reports | {event.reference})
    gone = frozenset(event.nominations) if event.act == "annulment" else frozenset()
    return replace(state, whole=whole, annulled=state.annulled | gone)


def note(state: State, event: ReviewEvent, on: date) -> State:
    """Keep the latest date on a paper, which later acts build on, and that of the opening."""
    if isinstance(state, NotOpened):
        return state
    file = replace(state.file, last_on=max(on, state.file.last_on))
    if isinstance(event, ReviewOpened):
        file = replace(file, opened_on=on)
    return replace(state, file=file)


def witness(state: State, event: ReviewEvent, by: tuple[str, ...]) -> State:
    """Keep who acted as an auditor, who spoke for the audited, and who concluded."""
    if isinstance(state, NotOpened):
        return state
    if not isinstance(event, AUDITED):
        told = state.file.answering | persons(by)
        return replace(state, file=replace(state.file, answering=told))
    file = replace(state.file, auditors=state.file.auditors | persons(by))
    if isinstance(state, Concluded) and isinstance(event, ReviewConcluded):
        return replace(state, file=file, by=persons(by))
    return replace(state, file=file)


AUDITED = ReviewOpened | ReviewPoint | ReviewConcluded | ReviewClosed
"""What auditors do; all else is of the audited."""
REVIEW: Fold[State, ReviewEvent] = Fold(NotOpened(), evolve, ReviewOpened, note, witness)
