"""The runner: a batch of facts is one transaction of rows and position, so nothing is repeated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, Engine

from domain.facts import Event
from domain.recorded import Recorded
from projections.bookkeeping import advance, hold, writing
from projections.columns import Row
from projections.feed import Feed
from projections.rows import load, load_each, one_trip, put, save
from projections.view import AnyView, Gathering, Journal, View, read_by

BATCH = 1_000
Facts = Sequence[Recorded[Event]]
Stood = Mapping[UUID, Row]
Known = dict[UUID, list[Row]]


def catch_up(all_views: Sequence[AnyView], feed: Feed, engine: Engine, batch: int = BATCH) -> int:
    """
    Fold up to *batch* facts into *all_views*; return the position all of them have reached.

    Each view goes on from its own position. What it costs depends on the batch, not on the log.
    """
    with writing(engine) as tx:
        return turn(all_views, feed, tx, batch)


def turn(all_views: Sequence[AnyView], feed: Feed, tx: Connection, batch: int) -> int:
    """Do the work of `catch_up` within a transaction."""
    at = hold(all_views, tx)
    first = min(at.values())
    read = feed.stretch(first, batch, read_by(all_views))
    behind = [view for view in all_views if at[view] < read.end]
    written = [
        take_in(view, [fact for fact in read.facts if fact.position > at[view]], tx)
        for view in behind
    ]
    with one_trip(tx):
        for write in written:
            write()
        if behind:
            advance(behind, read.end, tx)
    return read.end


def take_in(view: AnyView, facts: Facts, tx: Connection) -> Callable[[], None]:
    """Fold what *view* reads of *facts*; return what writes it."""
    told = [fact for fact in facts if type(fact.event) in view.reads]
    match view:
        case Journal():
            lines = [line for fact in told for line in view.lines(fact)]
            return partial(put, view.table, lines, tx)
        case Gathering():
            return partial(put, view.table, gather_in(view, told, tx), tx)
        case View():
            stood, rows = fold_in(view, told, tx)
            return partial(save, view.table, stood, rows, tx)


def gather_in(view: Gathering, told: Facts, tx: Connection) -> list[Row]:
    """Load the rows of the streams that are told of in one question; return those they add."""
    known = load_each(view.table, {fact.stream for fact in told}, tx)
    return gathered(view, known, told)


def gathered(view: Gathering, known: Known, facts: Facts) -> list[Row]:
    """Return the rows that *facts* add to those that are *known* of their streams."""
    found: list[Row] = []
    for fact in facts:
        rows = known.setdefault(fact.stream, [])
        new = list(view.more(rows, fact))
        rows += new
        found += new
    return found


def fold_in(view: View, told: Facts, tx: Connection) -> tuple[Stood, dict[UUID, Row | None]]:
    """Load the rows that the facts touch in one question, and fold; return both."""
    touched = [(key, fact) for fact in told for key in view.keys(fact)]
    stood = load(view.table, {key for key, _ in touched}, tx)
    return stood, fold_all(view, stood, touched)


def fold_all(
    view: View, stood: Stood, touched: Iterable[tuple[UUID, Recorded[Event]]]
) -> dict[UUID, Row | None]:
    """Return the rows that *touched* leave behind."""
    rows: dict[UUID, Row | None] = dict(stood)
    for key, fact in touched:
        rows[key] = view.fold(rows.get(key), fact)
    return rows
