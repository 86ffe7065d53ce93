"""Movements: their plans as data, open to all."""

from typing import TypedDict

from werkzeug.wrappers import Response

from api.forms import NOTHING_ASKED, asked
from api.operations import Resource, reads
from api.problems import Problem
from api.reply import answer
from api.system import house
from domain.rulebooks.programme import Programme, Window
from domain.rulebooks.words import Text

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
