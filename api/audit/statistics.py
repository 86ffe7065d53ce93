"""Statistics of past years, small groups together."""

from marshmallow import fields, validate
from werkzeug.wrappers import Response

from api.actor import today
from api.as_of_query import ReadingAsOf, point_of
from api.audit.shapes import StatisticsShown
from api.audit.statistics_then import demand_told
from api.audit.statistics_told import statistics_of
from api.forms import asked
from api.operations import Resource, reads
from api.problems import Problem
from api.reply import answer
from api.system import house
from api.views import wait_for

statistics = Resource("statistics", "What may be published of past years.")
FIRST, LAST = 2000, 9998


class StatisticsQuery(ReadingAsOf):
    """Which year is asked for."""

    year = fields.Integer(required=True, strict=False, validate=validate.Range(FIRST, LAST))


STATISTICS = StatisticsQuery()


@statistics.get("/statistics")
@reads(StatisticsShown, STATISTICS, also=(404, 503))
def show_statistics() -> Response:
    """
    Tell of the cases that ended in a year that is over, by the dates on the papers.

    A year is told once and in one way: as of a point it is what had been told by then, or nothing.
    """
    query, day = STATISTICS.load(asked()), today()
    # All of it: what is told once of a year is kept, and views may be behind.
    wait_for(max(query.get("at_least") or 0, house().ledger.last_position()))
    point = point_of(query)
    if query["year"] >= point.day(day).year:
        raise Problem("query-invalid", "that year is not over", facts={"field": "year"})
    demand_told(query["year"], point, day, house())
    return answer(statistics_of(query["year"], house()))
