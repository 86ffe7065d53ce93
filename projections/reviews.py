"""The reviews of decisions: each as it stands, and the lists for auditors and for the audited."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    Table,
    Uuid,
    select,
    true,
)

from domain.audit.access import AUDITING, COUNTRY
from domain.facts import BesideReviews
from domain.reading import NAMELESS
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from domain.review.events import (
    ReviewAnswered,
    ReviewClosed,
    ReviewConcluded,
    ReviewEvent,
    ReviewFollowed,
    ReviewFollowUp,
    ReviewMeasuresReported,
    ReviewOpened,
    ReviewPoint,
)
from projections.columns import Document, Words
from projections.paging import Cursor, Rows, matching, page
from projections.review_parties import parties
from projections.review_rows import (
    PointRow,
    ReviewRow,
    Told,
    answer_of,
    awaited,
    begun,
    conclusion_of,
    follow_of,
    point_of,
)
from projections.view import folded, the_stream, views

reviews = Table(
    "reviews_v1",
    views,
    Column("review", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("decision", Uuid, nullable=False),
    Column("number", Words, nullable=False),
    Column("ground", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("office", Words, nullable=False),
    Column("audited", Document, nullable=False),
    Column("cites", Document, nullable=False),
    Column("rules", Document, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("opened_by", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("points", Document, nullable=False),
    Column("conclusion", Document),
    Column("outcome", Words),
    Column("due_on", Date),
    Column("follow_up", Document, nullable=False),
    Column("followed_on", Date),
    Column("closed_on", Date),
    Column("closed_by", Words),
    Column("next_due", Date),
    Index("reviews_v1_by_unit", "unit", "opened_on", "review"),
    Index("reviews_v1_by_decision", "decision"),
    Index("reviews_v1_by_next_due", "next_due", "review"),
)


def fold(row: ReviewRow | None, fact: Recorded[ReviewEvent]) -> ReviewRow:
    """Change a review by one fact."""
    event, envelope = fact.event, fact.envelope
    day = envelope.effective_on.isoformat()
    told: Told = {"position": fact.position, "on": day, "by": envelope.actor}
    if isinstance(event, ReviewOpened):
        return begun(fact.stream, event, told)
    if row is None:
        raise ImpossibleHistory(row, event)
    return with_next_due(onward({**row, "version": fact.version}, event, told))


Later = ReviewPoint | ReviewAnswered | ReviewConcluded | ReviewFollowUp | ReviewClosed


def onward(row: ReviewRow, event: Later, told: Told) -> ReviewRow:
    """Return a review after something more was done in it."""
    day = date.fromisoformat(told["on"])
    match event:
        case ReviewConcluded(outcome=outcome, due_on=due):
            last = conclusion_of(event, told)
            after: ReviewRow = {**row, "state": "concluded", "conclusion": last}
            return {**after, "outcome": outcome, "due_on": due}
        case ReviewFollowed() | ReviewMeasuresReported():
            done = (row["followed_on"] or day) if event.whole else row["followed_on"]
            acts = [*row["follow_up"], follow_of(event, told)]
            return {**row, "follow_up": acts, "followed_on": done}
        case ReviewClosed():
            return {**row, "state": "closed", "closed_on": day, "closed_by": told["by"]}
        case ReviewAnswered():
            points = [answered(one, event, told) for one in row["points"]]
            return {**row, "points": points}
    return {**row, "points": [*row["points"], point_of(event, told)]}


def answered(point: PointRow, event: ReviewAnswered, told: Told) -> PointRow:
    """Return a point after an answer, which may be to another."""
    if point["reference"] != event.reference:
        return point
    return {**point, "answer": answer_of(event, told)}


def with_next_due(row: ReviewRow) -> ReviewRow:
    """Return a review with the first last day of what it awaits from anybody."""
    return {**row, "next_due": min((one["due_on"] for one in awaited(row)), default=None)}


view = folded(reviews, reads=ReviewEvent, ignores=BesideReviews, keys=the_stream, fold=fold)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reviews are asked for; None asks for all."""

    decision: UUID | None = None
    unit: str | None = None
    state: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the units of a hand, and whether it audits."""

    units: frozenset[str]
    audits: bool


def reader_of(roles: AbstractSet[str], units: frozenset[str]) -> Reader:
    """Return who reads; an operator alone is of no unit here (ADR 84)."""
    return Reader(units if roles - NAMELESS else frozenset(), bool(AUDITING & roles))


def may_read(reader: Reader) -> ColumnElement[bool]:
    """Say in SQL what `domain.review.rules.is_a_party` says of a hand and a review."""
    asked = select(parties.c.review).where(parties.c.unit.in_(sorted(reader.units)))
    everything = reader.audits and COUNTRY in reader.units
    return true() if everything else reviews.c.review.in_(asked)


def listed(wanted: Wanted, reader: Reader, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of the reviews somebody may read, by the day they were opened."""
    found = select(reviews).where(may_read(reader), *matching(reviews, wanted))
    return page(found, (reviews.c.opened_on, reviews.c.review), after, limit)


def one(review: UUID) -> Rows:
    """Ask for one review."""
    return select(reviews).where(reviews.c.review == review)


def due_for(units: Collection[str], after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for reviews that await something, some units being a party; the first due first."""
    mine = select(parties.c.review).where(parties.c.unit.in_(sorted(units)))
    found = select(reviews).where(reviews.c.next_due.is_not(None), reviews.c.review.in_(mine))
    return page(found, (reviews.c.next_due, reviews.c.review), after, limit)
