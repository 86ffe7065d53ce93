"""The history: who did what, in what capacity, when and why; of one nomination or of all."""

from collections.abc import Sequence
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.as_of_query import ListingAsOf, point_of
from api.capacities import with_capacities
from api.fields import Count, Day, Id, Line, choice, rule_key
from api.forms import asked
from api.notice_names import with_notices
from api.operations import PAGED, Resource, reads
from api.pages import id_, number
from api.problems import Problem
from api.system import house
from api.unit_names import with_units
from api.veil import veiled
from api.views import after, listed, rows, wait_for
from api.work_shapes import HistoryPage
from domain.audit.access import AUDITING, COUNTRY
from domain.parking.decide import OPERATOR
from projections.as_of import lines_as_of
from projections.columns import Row
from projections.history import PARKED, PERSON, REVIEW, THINGS, Wanted, of_nomination, trail

LAST = UUID(int=2**128 - 1)
FILTERS = {"thing", "kind", "actor", "effective_on"}
BY = ("position", "subject")
history = Resource("history", "Every act, by whom, when, what and why.")


class HistoryQuery(ListingAsOf):
    """Which acts are asked for."""

    since = Count(metadata={"description": "Only acts after this position of the log."})
    stream = Id(metadata={"description": "Acts on this case, paper or honour alone."})
    actor = Line(1, 200)
    thing = choice(*(one for one in THINGS if one != REVIEW))
    kind = rule_key()
    effective_on = Day()


HISTORY, OF_ONE = HistoryQuery(), ListingAsOf()


def told(found: Sequence[Row]) -> list[Row]:
    """Join to acts the names they need; letters against a case are for who settles them."""
    units, words = house().units, house().catalogue.vocabulary()
    seen = veiled(found, hand(None), house().ledger)
    return with_notices(with_capacities(with_units(seen, units)), units, words)


def withheld() -> tuple[str, ...]:
    """
    Return of what the general history tells nothing to whoever asks: of reviews to nobody.

    What people asked of their data is for who may read that of everybody: auditors of the country;
    what became of messages that were put aside is for operators, as the messages are.
    """
    reader = hand(None)
    everybody = AUDITING & reader.roles and COUNTRY in reader.units
    personal = () if everybody else (PERSON,)
    return (REVIEW, *personal, *(() if OPERATOR in reader.roles else (PARKED,)))


@history.get("/history")
@reads(HistoryPage, HISTORY, headers=PAGED, also=(503,))
def show_history() -> Response:
    """List acts of the whole log in the order they were recorded."""
    query = HISTORY.load(asked())
    wait_for(query.get("at_least"))
    start_at = after(query.get("cursor"), number, id_) or (query.get("since", 0), LAST)
    limit = query["limit"]
    wanted = {name: query[name] for name in FILTERS & set(query)}
    acts = trail(Wanted(**wanted, subject=query.get("stream")), start_at, limit, withheld())
    return listed(told(rows(lines_as_of(acts, point_of(query)))), BY, limit)


@history.get("/nominations/<uuid:nomination>/history")
@reads(HistoryPage, OF_ONE, headers=PAGED, also=(404, 503))
def show_history_of_nomination(nomination: UUID) -> Response:
    """List everything that concerns a nomination, its papers and its honour too."""
    query = OF_ONE.load(asked())
    wait_for(query.get("at_least"))
    start_at = after(query.get("cursor"), number, id_)
    lines = of_nomination(nomination, start_at, query["limit"])
    found = rows(lines_as_of(lines, point_of(query)))
    if not found and start_at is None:
        raise Problem("nomination-unknown", "no such nomination, or not yet in the view")
    return listed(told(found), BY, query["limit"])
