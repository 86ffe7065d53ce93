"""The rebuild: all views folded anew in one pass beside those in use, then put in their place."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice

from sqlalchemy import Engine

from domain.facts import Event
from domain.recorded import Recorded
from projections.bookkeeping import AHEAD, advance, hold, note_trouble, prepare, writing
from projections.columns import Row
from projections.feed import WHOLE, Feed, Share
from projections.runner import BATCH, Known, gathered, turn
from projections.staging import Stage
from projections.view import AnyView, Gathering, Journal, View, read_by

Progress = Callable[[str, int, int], None]
Crew = Callable[[str, int], AbstractContextManager[Share]]
FACTS, LINES = 1_000, 2_000


class LogEnded(RuntimeError):
    """The log that is folded is shorter than the one that was asked how long it is."""


@contextmanager
def alone(_mark: str, _until: int) -> Iterator[Share]:
    """Leave the whole log to this process."""
    yield WHOLE


def silent(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def rebuild(
    all_views: Sequence[AnyView],
    feed: Feed,
    engine: Engine,
    progress: Progress = silent,
    crew: Crew = alone,
) -> int:
    """
    Fold the whole log into new tables and swap them in; return the position reached.

    The views in use stay readable and go on meanwhile. Rows are kept in memory until all facts
    are folded (a journal's are not), so that each is written once. *progress* is told the stage
    ("fold", then "write"), how much is done, and of how much. A *crew* is told the mark of the new
    tables and how far to fold, does its shares meanwhile and leaves one to us. Of two rebuilds at
    the same time the later one wins and the other fails. Views forget what the log does not have.
    """
    prepare(all_views, engine)
    stage = Stage.beside(all_views, engine)
    position = feed.last_position()
    with crew(stage.mark, position) as share:
        fold_share(stage, feed, share, position, progress)
    stage.finish()
    with writing(engine) as tx:
        reached = min(max(hold(all_views, tx).values()), feed.last_position())
        stage.swap(tx)
        note_trouble(AHEAD, None, tx)
        advance(all_views, position, tx)
        while position < reached:
            position = turn(all_views, feed, tx, BATCH)
    return position


def fold_share(
    stage: Stage, feed: Feed, share: Share, until: int, progress: Progress = silent
) -> None:
    """
    Fold the facts of one share of the streams, up to a position, into the new tables.

    Raises:
        LogEnded: the log does not come so far.
    """
    desks = [_Desk(view) for view in stage.tables]
    kinds, position = read_by(list(stage.tables)), 0
    hearing = {kind: [desk for desk in desks if kind in desk.view.reads] for kind in kinds}
    with _collector_at_rest():
        while position < until:
            read = feed.stretch(position, min(FACTS, until - position), kinds, share)
            if read.end == position:
                raise LogEnded(f"the log ends at {position}, not at {until}")
            _deal(read.facts, hearing)
            for desk in desks:  # one view after the other: code and rows stay close at hand
                desk.take()
                desk.clear_full(stage)
            position = read.end
            progress("fold", position, until)
        _write(desks, stage, progress)


@dataclass(slots=True)
class _Desk:
    """
    One view on its way: what it was told, its rows by key, lines that are not written yet.

    `known` are the rows of each stream, where new ones depend on them.
    """

    view: AnyView
    told: list[Recorded[Event]] = field(default_factory=list)
    rows: dict[int, Row | None] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    known: Known = field(default_factory=dict)

    def take(self) -> None:
        """Fold what was told."""
        view = self.view
        if isinstance(view, Journal):
            self.lines.extend(chain.from_iterable(map(view.lines, self.told)))
        elif isinstance(view, Gathering):
            self.lines.extend(gathered(view, self.known, self.told))
        else:
            self._fold(view)
        self.told.clear()

    def clear_full(self, stage: Stage) -> None:
        """Write the lines once they are many."""
        if len(self.lines) >= LINES:
            stage.add(self.view, self.lines)
            self.lines.clear()

    def clear(self) -> None:
        """Forget everything."""
        for kept in (self.rows, self.lines, self.known):
            kept.clear()

    def _fold(self, view: View) -> None:
        rows, keys, fold = self.rows, view.keys, view.fold
        for fact in self.told:
            for key in keys(fact):
                number = key.int  # found several times as quickly as the id itself
                rows[number] = fold(rows.get(number), fact)

    def standing(self) -> list[Row]:
        """Return the final rows by key, as an index is built the quickest."""
        in_order = map(self.rows.__getitem__, sorted(self.rows))
        return [row for row in in_order if row is not None]


def _deal(facts: Sequence[Recorded[Event]], hearing: Mapping[type, Sequence[_Desk]]) -> None:
    """Tell each fact to the views that read its kind."""
    for fact in facts:
        for desk in hearing[type(fact.event)]:
            desk.told.append(fact)


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


def _write(desks: Sequence[_Desk], stage: Stage, progress: Progress) -> None:
    """Write what is still in memory, and give back each view's: all at once would be searched."""
    for done, desk in enumerate(desks):
        progress("write", done, len(desks))
        rows = iter(desk.lines or desk.standing())
        while some := list(islice(rows, LINES)):
            stage.add(desk.view, some)
        del rows
        desk.clear()
    progress("write", len(desks), len(desks))
