"""Which cases can have stood where at a point: the facts of no others tell a list of then."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, select

from projections.as_of import Point, lines_as_of
from projections.case_rows import case_file
from projections.concerned import concerned
from projections.council_sessions import council_sessions
from projections.history_rows import history
from projections.movement_board import board
from projections.paging import Rows, matching
from projections.path_rows import paths
from projections.paths_then import begun, over
from projections.review_parties import parties


@dataclass(frozen=True, slots=True)
class OfCases:
    """What a case is asked for that never changes in it; None asks for all."""

    award: str | None = None
    movement: str | None = None
    nominee: UUID | None = None


@dataclass(frozen=True, slots=True)
class OfBoard:
    """What a case on a board is asked for that never changes in it; None asks for all."""

    movement: str | None = None
    occasion: str | None = None
    nominee_class: str | None = None
    award: str | None = None


def at_desks(units: Collection[str], wanted: OfCases, point: Point) -> Rows:
    """
    Ask for the cases that can have waited for some units at a point, and for no fewer.

    Whom a case waits for it concerns (ADR 84), and whom it concerned it goes on concerning.
    """
    found = _begun(select(case_file.c.nomination), case_file.c.nomination, point)
    theirs = _concerning(units, case_file.c.nomination)
    return found.where(theirs, *matching(case_file, wanted), *_not_over(point))


def on_board(unit: str | None, wanted: OfBoard, point: Point) -> Rows:
    """Ask for the cases that can have been counted at a point, of one proposing unit or all."""
    found = _begun(select(board.c.nomination), board.c.nomination, point)
    theirs = [] if unit is None else [_concerning([unit], board.c.nomination)]
    return found.where(*theirs, *matching(board, wanted))


def audited(units: Collection[str]) -> Rows:
    """Ask for the reviews to which some units are a party."""
    return select(parties.c.review).where(parties.c.unit.in_(sorted(units))).distinct()


def of_councils(units: Collection[str], point: Point) -> Rows:
    """Ask for the sessions of councils of some units that were called by a point."""
    row = council_sessions.c
    called = and_(history.c.subject == row.session, history.c.version == 1)
    found = select(row.session).join(history, called)
    return lines_as_of(found.where(row.unit.in_(sorted(units))), point)


def _begun(found: Rows, case: ColumnElement[UUID], point: Point) -> Rows:
    """Leave out cases whose first fact lies beyond a point, by its line in the history."""
    return begun(found.join(paths, paths.c.case == case), point)


def _concerning(units: Collection[str], case: ColumnElement[UUID]) -> ColumnElement[bool]:
    return case.in_(select(concerned.c.thing).where(concerned.c.unit.in_(sorted(units))))


def _not_over(point: Point) -> Iterator[ColumnElement[bool]]:
    """
    Leave out cases that had ended: nobody waited for them any more.

    Not where dates of papers count: there the end may lie beyond though it was recorded early.
    """
    if point.effective_on is not None or point.is_now:
        return
    yield not_(and_(paths.c.end.is_not(None), *over(point)))
