"""Which paths can have begun, been granted or been mutual by a point, and no fewer."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, select

from domain.audit.path import OWN
from projections.as_of import Point, lines_as_of, midnight_after
from projections.history_rows import history
from projections.paging import Rows
from projections.path_rows import paths
from projections.paths import after, proposals


def begun(found: Rows, point: Point) -> Rows:
    """Leave out of a question of paths those whose first fact lies beyond a point, by its line."""
    first = and_(history.c.position == paths.c.position, history.c.subject == paths.c.case)
    return lines_as_of(found.join(history, first), point)


def over(point: Point) -> Iterator[ColumnElement[bool]]:
    """
    Say that the end of a path was recorded by a point.

    Dates of papers are left aside: a path whose end has a later one has ended all the same.
    """
    if point.up_to is not None:
        yield paths.c.end <= point.up_to
    if point.known_on is not None:
        yield paths.c.ended_at < midnight_after(point.known_on)


def begun_after(position: int, limit: int, unit: str | None, point: Point) -> Rows:
    """Ask for the cases of the paths that begin after a position, in that order, and by a point."""
    return begun(after(position, limit, unit).with_only_columns(paths.c.case), point)


def granted_by(unit: str | None, point: Point) -> Rows:
    """
    Ask for the cases, of one proposing unit or all, that can have been granted by a point.

    A case carried here stays granted; one of a log of others may have gone on after its end.
    """
    granted = and_(paths.c.ended == "granted", *over(point))
    found = select(paths.c.case).where(or_(paths.c.source != OWN, granted))
    return begun(found if unit is None else found.where(paths.c.unit == unit), point)


def mutual_by(point: Point) -> Rows:
    """Ask for the cases of those who nominate who nominates them, all begun by a point."""
    return begun(proposals().with_only_columns(paths.c.case), point)
