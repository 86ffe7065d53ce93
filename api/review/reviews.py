"""Reviews of decisions: opened by auditors, answered by the audited, read by both alone."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import claims, hand, today
from api.acts import new, start, told_of
from api.as_of_query import ListingAsOf, PageAsOf, ReadingAsOf, parted, point_of, taken_from
from api.fields import Id, choice, unit_code
from api.forms import asked, sent
from api.history import BY
from api.history import told as acts_told
from api.operations import PAGED, PREFIX, TAGGED, Resource, creates, reads
from api.pages import cursor_of, day, id_, number, page
from api.review.forms import ReviewForm
from api.review.reading import read_whole
from api.review.shapes import ReviewDuePage, ReviewPage, ReviewShown
from api.review.told import due_from, short
from api.system import house
from api.views import after, as_they_were, listed, one, rows, shown, wait_for, waited
from api.work_shapes import HistoryPage
from domain.reading import reviewed_by
from domain.review.commands import OpenReview
from domain.review.standing import OUTCOMES
from projections import reviews as views
from projections.as_of import lines_as_of
from projections.history import of_review
from projections.standing import audited
from services.reviews import cited, review_id, the_reader_is_a_party

ADDRESS = f"{PREFIX}/reviews"
STATES = ("running", "concluded", "closed")
reviews = Resource("reviews", "Reviews of decisions, for auditors and the audited.")


class ReviewsQuery(PageAsOf):
    """Which reviews are asked for."""

    decision = Id()
    unit = unit_code()
    state = choice(*STATES)
    outcome = choice(*OUTCOMES)


MOVING, STREAMS = ("state", "outcome"), ("review",)
OPENING, REVIEWS, DUE = ReviewForm(), ReviewsQuery(), PageAsOf()
READ, LINES = ReadingAsOf(), ListingAsOf()


@reviews.post("/reviews")
@creates(ReviewForm)
def open_review() -> Response:
    """Open a review of a decision, on a coded ground, by the facts that led to it."""
    mine, body = new(), OPENING.load(sent())
    by, cites = hand(body.get("effective_on")), cited(body.get("cites", ()), house().ledger)
    said = body["decision"], body["number"], body["ground"], cites, tuple(body.get("rules", ()))
    return told_of(start(mine, lambda command: OpenReview(review_id(command), by, *said)), ADDRESS)


@reviews.get("/reviews")
@reads(ReviewPage, REVIEWS, headers=PAGED, also=(503,))
def list_reviews() -> Response:
    """List the reviews that the caller is a party to, by the day they were opened."""
    query, who, reader = REVIEWS.load(asked()), claims(), _reader()
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), day, id_)
    wait_for(query.pop("at_least", None))
    point = taken_from(query)
    wanted, still = views.Wanted(**query), parted(query, () if point.is_now else MOVING)
    found = rows(views.listed(views.Wanted(**still), reader, start_at, limit))
    seen = as_they_were(found[:limit], STREAMS, views.listed(wanted, reader, limit=limit), point)
    told = [short(row, point.day(today()), who.roles) for row in seen]
    return listed(found, ("opened_on", "review"), limit, told)


@reviews.get("/reviews/<uuid:review>")
@reads(ReviewShown, READ, headers=TAGGED, also=(404, 503))
def show_review(review: UUID) -> Response:
    """Show a review with all that was said in it, to its parties alone. It leaves a trail."""
    query, by = READ.load(asked()), hand(None)
    wait_for(query.get("at_least"))
    point = point_of(query)
    the_reader_is_a_party(review, by, house().ledger)
    row = one(views.one(review), "review-unknown", point, STREAMS)
    return shown(read_whole(row, point.day(today()), by, house()))


@reviews.get("/reviews/<uuid:review>/history")
@reads(HistoryPage, LINES, headers=PAGED, also=(404, 503))
def show_history_of_review(review: UUID) -> Response:
    """List the acts of a review, to its auditors and the audited alone."""
    query = LINES.load(asked())
    wait_for(query.get("at_least"))
    the_reader_is_a_party(review, hand(None), house().ledger)
    start_at = after(query.get("cursor"), number, id_)
    lines = of_review(review, start_at, query["limit"])
    return listed(acts_told(rows(lines_as_of(lines, point_of(query)))), BY, query["limit"])


def _reader() -> views.Reader:
    """Return who asks for reviews."""
    who = claims()
    return views.reader_of(who.roles, reviewed_by(who.units, house().units, today()))


@reviews.get("/inbox/reviews")
@reads(ReviewDuePage, DUE, headers=PAGED, also=(503,))
def show_reviews_due() -> Response:
    """List what reviews await from the caller's units, the first due first; pages may be short."""
    query, units = DUE.load(asked()), _reader().units
    limit, start_at = query["limit"], after(query.get("cursor"), day, id_)
    wait_for(query.get("at_least"))
    point = point_of(query)
    found = waited(views.due_for(units, start_at, limit), audited(units), point)
    last = found[limit - 1] if len(found) > limit else None
    onward = cursor_of(last["next_due"], last["review"]) if last else None
    return page(due_from(found[:limit], units, point.day(today())), onward)
