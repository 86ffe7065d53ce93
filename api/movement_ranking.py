"""The ranking over a movement: all competing cases of one review, award and proposing unit."""

from functools import partial
from typing import TypedDict, cast
from uuid import UUID

from api.names_shown import names_shown
from api.ranking_shapes import RankedNomination, line_shown
from api.system import System
from domain.council.rule import TieRule
from domain.council.standing import Standing
from domain.reading import EVERYTHING, Scope
from projections import council_sessions
from projections.movement_board import Wanted, competing
from services.histories import Histories
from services.movement_ranking import field_of, ranked_over
from services.ranking import Ranked
from services.reading import reads
from services.stores import Claims


class MovementRanking(TypedDict):
    """
    The cases of a cell of the movement board in order, by the points of `step`.

    `ties` are the rules for equal points, in order; whom none parts shares a rank, until a person
    decides on all of them at a session. `step` is absent while nobody was given points.
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
    system: System, scope: Scope, cell: Cell, step: str | None, who: Claims
) -> MovementRanking:
    """
    Return the ranking of a cell, with the names of nominees as they stand now.

    All cases of the cell are put in order, and those that the reader may read are told (ADR 84).
    """
    cases, _ = system.views.read(competing(Wanted(**cell)), EVERYTHING)
    past = Histories(system.ledger)
    field = field_of([cast("UUID", one["nomination"]) for one in cases], step, past)
    rows, _ = system.views.read(council_sessions.held_in(sorted(field.units)), EVERYTHING)
    sessions = [cast("UUID", one["session"]) for one in rows]
    ties = system.rulebooks.ballot_rules().ties
    every_line = ranked_over(cell["award"], field, sessions, ties, past)
    seen = partial(reads, scope=scope, kept=system.views, ledger=system.ledger)
    lines = tuple(one for one in every_line if seen(one.nomination))
    found = Ranked(lines, Standing(ties), field.nominees, 0)
    names = names_shown(system, {field.nominees[one.nomination] for one in lines}, who)
    return {
        **cell,
        "step": field.step,
        "ties": list(ties),
        "items": [line_shown(one, found, names) for one in lines],
    }
