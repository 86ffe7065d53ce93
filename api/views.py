"""Reading a view: first wait for one's own write where that is asked, then say how far it is."""

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from werkzeug.wrappers import Response

from api import names_shown
from api.as_of import as_it_was, case_as_of, streams_in
from api.conditions import etag
from api.gate import scope_now
from api.pages import Parse, cursor_of, opened, page
from api.problems import Problem
from api.reply import answer
from api.system import house
from api.trace import POSITION
from api.trail import trail
from domain.reading import EVERYTHING
from projections.as_of import NOW, Point
from projections.case_file import case
from projections.columns import Row
from projections.paging import Cursor, Rows

PATIENCE = 5.0


def wait_for(position: int | None) -> None:
    """
    Wait until the views have come to *position*; None waits for nothing.

    Raises:
        Problem: the log itself has not come so far, or the views do not in time.
    """
    if position is None:
        return
    last = house().ledger.last_position()
    if position > last:
        facts = {"field": "at_least", "last": str(last)}
        raise Problem("position-unknown", f"the log ends at {last}", facts=facts)
    if not house().reach(position, PATIENCE):
        raise Problem("view-behind", "the view is behind the log", headers={"Retry-After": "1"})


def rows(asked: Rows) -> list[dict[str, object]]:
    """Return what a view says; the answer of this request will say how far it had come."""
    found, trail().position = house().views.read(asked, scope_now(house()))
    return found


def one(asked: Rows, unknown: str, point: Point = NOW, keys: Sequence[str] = ()) -> Row:
    """
    Return the one row a view has, or had as of a point, of the streams its columns *keys* name.

    Raises:
        Problem: *unknown*, when it has none, or had none.
    """
    found = as_they_were(rows(asked), keys, asked, point)
    if not found:
        raise Problem(unknown, "there is nothing under this id, or not yet in the view")
    return found[0]


def the_case(nomination: UUID, point: Point) -> Row:
    """Return a case as the view has it now, or as it had it."""
    if point.is_now:
        return one(case(nomination), "nomination-unknown")
    return case_as_of(nomination, point, house())


def as_they_were(
    found: Sequence[Row], keys: Sequence[str], asked: Rows, point: Point
) -> Sequence[Row]:
    """
    Return what a question is answered as of a point of the things that rows of today are about.

    Their streams stand in the columns *keys*. Where nothing is left out, it is these rows.
    """
    if point.is_now:
        return found
    return as_it_was(asked, streams_in(found, keys), point, house().ledger)


def waited(asked: Rows, among: Rows, point: Point) -> Sequence[Row]:
    """Return the answer to a question of now, else as of a point of all that *among* tells."""
    if point.is_now:
        return rows(asked)
    return as_they_were(rows(among), [one.name for one in among.selected_columns], asked, point)


def shown(row: Row, **more: object) -> Response:
    """Answer with a row under the version of its stream."""
    return answer({**row, **more}, tag=etag(cast("int", row["version"])), headers=_position())


def part(row: Row, name: str) -> Response:
    """Answer with one list of a row under the version of its stream."""
    return answer({"items": row[name]}, tag=etag(cast("int", row["version"])), headers=_position())


def listed(
    found: Sequence[Row], by: Sequence[str], limit: int, told: Sequence[Row] | None = None
) -> Response:
    """
    Answer with a page of *found*, which holds one row more than the page when more follow.

    Where something else is *told* of the rows of the page, the page is that.
    """
    items = found[:limit]
    more = len(found) > limit
    after = cursor_of(*(items[-1][name] for name in by)) if more else None
    return page(items if told is None else told, after, headers=_position())


def all_of(asked: Rows) -> list[dict[str, object]]:
    """Return all that a view says, whoever asks: it only counts, or is published (ADR 84)."""
    found, trail().position = house().views.read(asked, EVERYTHING)
    return found


def counted(found: Sequence[Row]) -> Response:
    """Answer with all rows of a view that only counts."""
    return page(found, None, headers=_position())


def after(cursor: str | None, *kinds: Parse) -> Cursor | None:
    """Return the row a page starts after."""
    return opened(cursor, *kinds)


def named(found: Sequence[Row]) -> list[Row]:
    """Join the names of nominees to rows, which leaves a trail."""
    return names_shown.named(house(), found, trail().claims)


def _position() -> Mapping[str, str]:
    """Say how far the view had come that was read; where none was, the log says how far it is."""
    read = trail().position
    return {} if read is None else {POSITION: str(read)}
