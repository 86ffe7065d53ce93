"""The runner: a batch of facts is one transaction of rows and position, so nothing is repeated."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection, Engine

from domain.facts import Event
from domain.recorded import Recorded
from projections.bookkeeping import advance, hold, writing
from projections.columns import Row
from projections.feed import Feed
from projections.rows import load, put, save
from projections.view import AnyView, Journal, View

BATCH = 1_000
Facts = Sequence[Recorded[Event]]


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
    facts = feed.since(min(at.values()), batch)
    if not facts:
        return min(at.values())
    last = facts[-1].position
    behind = [view for view in all_views if at[view] < last]
    for view in behind:
        take_in(view, [fact for fact in facts if fact.position > at[view]], tx)
    advance(behind, last, tx)
    return last


def take_in(view: AnyView, facts: Facts, tx: Connection) -> None:
    """Load the rows that *facts* touch, fold, and write them."""
    told = [fact for fact in facts if type(fact.event) in view.reads]
    match view:
        case Journal():
            put(view.table, (line for fact in told for line in view.lines(fact)), tx)
        case View():
            fold_in(view, told, tx)


def fold_in(view: View, told: Facts, tx: Connection) -> None:
    """Load the rows that the facts touch in one question, fold, and write them in one statement."""
    touched = [(key, fact) for fact in told for key in view.keys(fact)]
    stood = load(view.table, {key for key, _ in touched}, tx)
    save(view.table, stood, fold_all(view, stood, touched), tx)


def fold_all(
    view: View, stood: dict[UUID, Row], touched: Iterable[tuple[UUID, Recorded[Event]]]
) -> dict[UUID, Row | None]:
    """Return the rows that *touched* leave behind."""
    rows: dict[UUID, Row | None] = dict(stood)
    for key, fact in touched:
        rows[key] = view.fold(rows.get(key), fact)
    return rows
