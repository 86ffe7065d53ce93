"""The ranking over a movement: all competing cases of one review, award and proposing unit."""

from functools import partial
from typing import TypedDict
from uuid import UUID

from api.as_of import ledger_as_of, streams_in
from api.council.ranking_shapes import RankedNomination, line_shown
from api.looking import Looking
from api.looking_back import AsOf
from api.names_shown import names_shown
from api.system import System
from domain.council.rule import TieRule
from domain.council.standing import Standing
from domain.reading import EVERYTHING, Scope
from projections import council_sessions
from projections.as_of import NOW, Point
from projections.movement_board import Wanted, competing
from projections.standing import OfBoard, of_councils, on_board
from services.histories import Histories
from services.movement_ranking import Field, field_of, ranked_over
from services.ranking import Ranked
from services.reading import reads
from services.stores import Claims


class MovementRanking(TypedDict):
    """
    The cases of a cell of the movement board in order, by the points of `step`.

    `ties` are the rules for equal points, in order; whom none parts shares a rank, until a person
    decides on all of them at a session. `step` is absent while nobody of those told was given
    points, unless it was asked for.
    """

    movement: str
    occasion: str
    award: str
    unit: str
    step: str | None
    ties: list[TieRule]
    items: list[RankedNomination]


class Cell(TypedDict):
    """A cell of the movement board."""

    movement: str
    occasion: str
    award: str
    unit: str


def ranking_over(
    system: System, scope: Scope, cell: Cell, step: str | None, who: Claims, point: Point = NOW
) -> MovementRanking:
    """
    Return the ranking of a cell, now or then, with the names of nominees as they stand now.

    All cases of the cell are put in order, and those that the reader may read are told (ADR 84);
    so is the step that nobody named, where one of these has points at it.
    """
    views = AsOf(system, Looking(system.views, EVERYTHING), point)
    past = Histories(ledger_as_of(system.ledger, point))
    field = field_of(cases_of(cell, views), step, past)
    sessions = sessions_of(field, views)
    ties = system.rulebooks.ballot_rules().ties
    every_line = ranked_over(cell["award"], field, sessions, ties, past)
    seen = partial(reads, scope=scope, kept=system.views, ledger=system.ledger)
    lines = tuple(one for one in every_line if seen(one.nomination))
    found = Ranked(lines, Standing(ties), field.nominees, 0)
    names = names_shown(system, {field.nominees[one.nomination] for one in lines}, who)
    return {
        **cell,
        "step": step or (field.step if any(one.points is not None for one in lines) else None),
        "ties": list(ties),
        "items": [line_shown(one, found, names) for one in lines],
    }


def cases_of(cell: Cell, views: AsOf) -> list[UUID]:
    """Return the cases of a cell that compete, whoever asks."""
    fixed = OfBoard(cell["movement"], cell["occasion"], award=cell["award"])
    rows = views.answer(competing(Wanted(**cell)), partial(on_board, cell["unit"], fixed))
    return list(streams_in(rows, ["nomination"]))


def sessions_of(field: Field, views: AsOf) -> list[UUID]:
    """Return the sessions of the councils of the units in which cases take the step."""
    asked = council_sessions.held_in(sorted(field.units))
    rows = views.answer(asked, partial(of_councils, field.units))
    return list(streams_in(rows, ["session"]))
