"""Which units a review audits: who may read it, and from whom it may await something."""

from collections.abc import Iterator

from sqlalchemy import Column, Index, Table, Uuid

from domain.facts import BesideReviews
from domain.recorded import Recorded
from domain.review.events import ReviewAnswered, ReviewEnd, ReviewOpened, ReviewPoint
from projections.columns import Row, Words
from projections.view import journal, views

parties = Table(
    "review_parties_v1",
    views,
    Column("review", Uuid, primary_key=True),
    Column("unit", Words, primary_key=True),
    Index("review_parties_v1_by_unit", "unit", "review"),
)
LATER = ReviewPoint | ReviewAnswered | ReviewEnd


def lines(fact: Recorded[ReviewOpened]) -> Iterator[Row]:
    """Return a line for each audited unit."""
    for unit in fact.event.audited:
        yield {"review": fact.stream, "unit": unit}


view = journal(parties, reads=ReviewOpened, ignores=BesideReviews | LATER, lines=lines)
