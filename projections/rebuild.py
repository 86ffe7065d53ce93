"""The rebuild: all views folded anew in one pass beside those in use, then put in their place."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from sqlalchemy import Engine

from domain.facts import Event
from domain.recorded import Recorded
from projections.bookkeeping import advance, hold, prepare, writing
from projections.columns import Row
from projections.feed import Feed
from projections.runner import BATCH, turn
from projections.staging import Stage
from projections.view import ALL, AnyView, Journal, read_by

Progress = Callable[[str, int, int], None]
Take = Callable[[Recorded[Event]], None]
FACTS, ROWS = 1_000, 20_000


def rebuild(
    all_views: Sequence[AnyView],
    feed: Feed,
    engine: Engine,
    progress: Progress = lambda stage, done, of: None,  # noqa: ARG005
) -> int:
    """
    Fold the whole log into new tables and swap them in; return the position reached.

    The views in use stay readable and go on meanwhile. Rows are kept in memory until all facts
    are folded (a journal's are not), so that each is written once. *progress* is told the stage
    ("fold", then "write"), how much is done, and of how much. Of two rebuilds at the same time
    the later one wins and the other fails. Views that knew a longer log come back to this one.
    """
    prepare(all_views, engine)
    stage = Stage.beside(all_views, engine)
    desks = [_Desk(view) for view in all_views]
    with _collector_at_rest():
        position = _fold(desks, stage, feed, progress)
        _write(desks, stage, progress)
    stage.finish()
    with writing(engine) as tx:
        reached = min(max(hold(all_views, tx).values()), feed.last_position())
        stage.swap(tx)
        advance(all_views, position, tx)
        while position < reached:
            position = turn(all_views, feed, tx, BATCH)
    return position


@dataclass(slots=True)
class _Desk:
    """One view on its way: rows by key, and lines of a journal that are not written yet."""

    view: AnyView
    rows: dict[UUID, Row | None] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)

    def take(self) -> Take:
        """Return what folds one fact into this view."""
        view, rows, lines = self.view, self.rows, self.lines
        if isinstance(view, Journal):
            more = view.lines
            return lambda fact: lines.extend(more(fact))
        keys, fold = view.keys, view.fold

        def take(fact: Recorded[Event]) -> None:
            for key in keys(fact):
                rows[key] = fold(rows.get(key), fact)

        return take

    def standing(self) -> list[Row]:
        """Return the final rows by key, as an index is built the quickest."""
        sorted_rows = sorted(self.rows.items(), key=lambda pair: pair[0].int)
        return [row for _, row in sorted_rows if row is not None]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Spare the search for cycles: rows have none, and looking through all takes a third more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fold(desks: Sequence[_Desk], stage: Stage, feed: Feed, progress: Progress) -> int:
    """Fold all facts; return the position of the last one."""
    routes = _routes(desks)
    position, last = 0, feed.last_position()
    kinds = read_by([desk.view for desk in desks])
    while position < (read := feed.stretch(position, FACTS, kinds)).end:
        for fact in read.facts:
            for take in routes[type(fact.event)]:
                take(fact)
        position = read.end
        for desk in desks:
            if len(desk.lines) >= ROWS:
                stage.add(desk.view, desk.lines)
                desk.lines.clear()
        progress("fold", position, max(position, last))
    return position


def _routes(desks: Sequence[_Desk]) -> dict[type, list[Take]]:
    """Return, for each kind of fact, what folds it into the views that read it."""
    routes: dict[type, list[Take]] = {kind: [] for kind in ALL}
    for desk in desks:
        take = desk.take()
        for kind in desk.view.reads:
            routes[kind].append(take)
    return routes


def _write(desks: Sequence[_Desk], stage: Stage, progress: Progress) -> None:
    """Write what is still in memory."""
    for done, desk in enumerate(desks):
        progress("write", done, len(desks))
        rows = iter(desk.lines or desk.standing())
        while some := list(islice(rows, ROWS)):
            stage.add(desk.view, some)
    progress("write", len(desks), len(desks))
