"""Views that follow a log in memory: facts are given, questions are asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import Engine

from domain.change import Change
from domain.facts import Event
from domain.recorded import Envelope
from projections.bookkeeping import positions_of, prepare
from projections.catalogue import VIEWS
from projections.content import content_of
from projections.history import Wanted, trail
from projections.paging import Rows
from projections.runner import catch_up
from projections.view import AnyView
from services.ports import Append
from tests.builders import APRIL, NOON, SPACE
from tests.notebook import Notebook

CLERK = Envelope(
    actor="clerk",
    roles=("clerk", "leader"),
    capacity="TM",
    delegation=None,
    effective_on=APRIL,
    received_at=NOON,
    recorded_at=NOON,
    command=uuid5(SPACE, "a command"),
    correlation="c-1",
)


def acts_on(subject: UUID) -> Rows:
    """Ask for the acts on one thing: a case, a paper, an honour."""
    return trail(Wanted(subject=subject))


class Crash(Exception):
    """The process died here."""


class Following:
    """A log, and views that are caught up after every command."""

    def __init__(self, engine: Engine, views: Sequence[AnyView] = VIEWS) -> None:
        self.engine, self.views, self.book = engine, views, Notebook()
        prepare(views, engine)

    def given(self, stream: UUID, *events: Event, by: str = "clerk", on: date = APRIL) -> None:
        """Let one command happen to one stream."""
        self.given_together(*(Change(stream, event) for event in events), by=by, on=on)

    def given_together(self, *changes: Change, by: str = "clerk", on: date = APRIL) -> None:
        """Let one command happen to several streams."""
        streams: dict[UUID, list[Event]] = {}
        for stream, event in changes:
            streams.setdefault(stream, []).append(event)
        appends = [
            Append(stream, len(self.book.read(stream)), tuple(events))
            for stream, events in streams.items()
        ]
        command = uuid5(SPACE, f"command after {self.book.last_position()}")
        self.book.append(appends, replace(CLERK, actor=by, effective_on=on, command=command))
        self.catch_up()

    def catch_up(self, batch: int = 1_000) -> None:
        """Fold all there is, batch by batch."""
        last = self.book.last_position()
        while catch_up(self.views, self.book, self.engine, batch) < last:
            pass

    def ask(self, rows: Rows) -> list[dict[str, object]]:
        """Return the answer to a question."""
        with self.engine.connect() as tx:
            return [dict(row) for row in tx.execute(rows).mappings()]

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of every view."""
        return contents(self.engine, self.views)

    def positions(self) -> set[int]:
        """Return how far the views are."""
        with self.engine.connect() as tx:
            return set(positions_of(self.views, tx).values())


def contents(engine: Engine, views: Sequence[AnyView] = VIEWS) -> dict[str, bytes]:
    """Return the bytes of *views* as one reader sees them."""
    with engine.connect() as tx:
        return {view.table.name: content_of(view, tx) for view in views}


def picked(row: dict[str, object], *names: str) -> tuple[object, ...]:
    """Return some columns of a row."""
    return tuple(row[name] for name in names)
