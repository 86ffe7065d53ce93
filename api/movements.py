"""Movements: their plans as data, and the board that counts where their cases stand."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TypedDict

from werkzeug.wrappers import Response

from api.actor import admit
from api.as_of_query import ReadingAsOf, taken_from
from api.fields import Day, choice, rule_key, unit_code
from api.forms import NOTHING_ASKED, asked
from api.horizon import seen_on
from api.nomination.nominations import STATES
from api.operations import Resource, reads
from api.problems import Problem
from api.reply import answer
from api.system import house
from api.views import all_of, as_they_were, counted, wait_for
from api.work_shapes import Board
from domain.rulebooks.programme import Programme, Window
from domain.rulebooks.words import Text
from projections.as_of import Point
from projections.columns import Row
from projections.movement_board import Wanted, counts
from projections.paging import Rows
from projections.standing import OfBoard, on_board

movements = Resource("movements", "Emulation movements and their plans.", open_to_all=True)


class MovementShort(TypedDict):
    """A movement in the list."""

    key: str
    names: Text
    window: Window


class MovementList(TypedDict):
    """Every movement."""

    items: list[MovementShort]


@movements.get("/movements")
@reads(MovementList)
def list_movements() -> Response:
    """List the movements."""
    NOTHING_ASKED.load(asked())
    every = house().catalogue.programmes()
    items = [{"key": one.key, "names": one.names, "window": one.window} for one in every]
    return answer({"items": items})


@movements.get("/movements/<movement>")
@reads(Programme, also=(404,))
def show_movement(movement: str) -> Response:
    """Show the plan of a movement: phases, reviews, classes, criteria, contents, duties."""
    NOTHING_ASKED.load(asked())
    return answer(known(movement))


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


@movements.get("/movements/<movement>/board")
@reads(Board, BOARD, also=(401, 404, 429, 503))
def show_board(movement: str) -> Response:
    """
    Count the nominations of a movement by review, unit, award and state, and their terms.

    As it is now for everybody; as it was, which costs more, for whoever is signed in.
    """
    query = BOARD.load(asked())
    wait_for(query.pop("at_least", None))
    point, days = taken_from(query), (query.pop("opened_from", None), query.pop("opened_to", None))
    wanted = Wanted(movement=known(movement).key, **query)
    return counted(cells(wanted, counts(wanted, seen_on(point), *days), point))


def cells(wanted: Wanted, asked: Rows, point: Point) -> Sequence[Row]:
    """Return the counts of a board as they are, or as they were to who may ask it."""
    if point.is_now:
        return all_of(asked)
    admit()
    fixed = OfBoard(*(getattr(wanted, one.name) for one in fields(OfBoard)))
    among = all_of(on_board(wanted.unit, fixed, point))
    return as_they_were(among, ["nomination"], asked, point)


def known(movement: str) -> Programme:
    """
    Return the plan of a movement.

    Raises:
        Problem: nobody launched it.
    """
    found = house().catalogue.programme(movement)
    if found is None:
        raise Problem("movement-unknown", "there is no such movement")
    return found
