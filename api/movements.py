"""Movements: their plans as data, and the board that counts where their cases stand."""

from typing import TypedDict

from werkzeug.wrappers import Response

from api.fields import Day, choice, rule_key, unit_code
from api.forms import NOTHING_ASKED, Reading, asked
from api.horizon import seen_today
from api.nominations import STATES
from api.operations import Resource, reads
from api.problems import Problem
from api.reply import answer
from api.system import house
from api.views import counted, wait_for
from api.work_shapes import Board
from domain.rulebooks.programme import Programme, Window
from domain.rulebooks.words import Text
from projections.movement_board import Wanted, counts

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


class BoardQuery(Reading):
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
@reads(Board, BOARD, also=(404, 503))
def show_board(movement: str) -> Response:
    """Count the nominations of a movement by review, unit, award and state, and their terms."""
    query = BOARD.load(asked())
    wait_for(query.pop("at_least", None))
    days = query.pop("opened_from", None), query.pop("opened_to", None)
    return counted(counts(Wanted(movement=known(movement).key, **query), seen_today(), *days))


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
