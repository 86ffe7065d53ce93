"""The board of a movement: where the cases of it stand that the reader may read."""

from collections.abc import Sequence
from dataclasses import fields

from werkzeug.wrappers import Response

from api.as_of_query import ReadingAsOf, taken_from
from api.fields import Day, choice, rule_key, unit_code
from api.forms import asked
from api.horizon import seen_on
from api.movements import known
from api.nomination.nominations import STATES
from api.operations import Resource, reads
from api.views import as_they_were, counted, rows, wait_for
from api.work_shapes import Board
from projections.as_of import Point
from projections.columns import Row
from projections.movement_board import Wanted, counts
from projections.paging import Rows
from projections.standing import OfBoard, on_board

boards = Resource("boards", "Where the cases of a movement stand.")


class BoardQuery(ReadingAsOf):
    """Which nominations are counted; the two days, both included, cut out a phase."""

    occasion = rule_key()
    nominee_class = rule_key()
    unit = unit_code()
    award = rule_key()
    state = choice(*STATES)
    opened_from = Day()
    opened_to = Day()


BOARD = BoardQuery()


@boards.get("/movements/<movement>/board")
@reads(Board, BOARD, also=(404, 503))
def show_board(movement: str) -> Response:
    """
    Count the nominations of a movement by review, unit, award and state, and their terms.

    Those that the reader may read, and no others: what may be published of cases of others is told
    by `/statistics` of years that are over, small groups together (ADR 130).
    """
    query = BOARD.load(asked())
    wait_for(query.pop("at_least", None))
    point, days = taken_from(query), (query.pop("opened_from", None), query.pop("opened_to", None))
    wanted = Wanted(movement=known(movement).key, **query)
    return counted(cells(wanted, counts(wanted, seen_on(point), *days), point))


def cells(wanted: Wanted, asked: Rows, point: Point) -> Sequence[Row]:
    """Return the counts of a board as they are, or as they were of what may be read today."""
    if point.is_now:
        return rows(asked)
    fixed = OfBoard(*(getattr(wanted, one.name) for one in fields(OfBoard)))
    among = rows(on_board(wanted.unit, fixed, point))
    return as_they_were(among, ["nomination"], asked, point)
