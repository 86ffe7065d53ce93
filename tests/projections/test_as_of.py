"""A row as of any point is the row of a store that holds the facts up to there, and no others."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.facts import Event
from domain.recorded import Recorded
from infra.view_database import open_views
from projections import case_file, honours
from projections.as_of import NOW, Point, before, row_as_of
from projections.bookkeeping import prepare
from projections.runner import catch_up
from tests.builders import APRIL, CASE, WAITING
from tests.notebook import Notebook
from tests.projections.following import CLERK
from tests.projections.made_up import made_up

BOOK = made_up(7, 300)
VIEWS = (case_file.view, honours.view)
MARCH = date(2025, 3, 3)


def live(end):
    """Return the rows of a store of the facts up to a position, by view and stream."""
    book = Notebook()
    book.log = BOOK.log[:end]
    with TemporaryDirectory() as folder:
        engine = open_views(Path(folder), "sqlite://")
        prepare(VIEWS, engine)
        catch_up(VIEWS, book, engine, batch=100_000)
        with engine.connect() as tx:
            asked = {view: tx.execute(select(view.table)).mappings().all() for view in VIEWS}
    key = {case_file.view: "nomination", honours.view: "honour"}
    return {(view, row[key[view]]): dict(row) for view in VIEWS for row in asked[view]}


def as_of(point):
    """Return the rows as of a point, each from the facts of its stream alone."""
    facts: dict[UUID, list[Recorded[Event]]] = {}
    for fact in BOOK.log:
        facts.setdefault(fact.stream, []).append(fact)
    found = {
        (view, stream): row_as_of(view, told, point)
        for stream, told in facts.items()
        for view in VIEWS
        if type(told[0].event) in view.reads
    }
    return {key: row for key, row in found.items() if row is not None}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, len(BOOK.log)))
def test_as_of_any_position_is_the_view_of_a_store_of_those_facts(end):
    assert live(end) == as_of(Point(up_to=end))


def test_as_of_the_end_is_the_live_view():
    whole = live(len(BOOK.log))
    assert len(whole) > 20
    assert whole == as_of(NOW) == as_of(Point(date.max, date.max, len(BOOK.log)))
    assert whole != as_of(Point(up_to=len(BOOK.log) // 2))
    assert NOW.is_now


def recorded(*days):
    """Return the facts of a case, each with the date on its paper and when it was recorded."""
    moments = zip(WAITING, days, strict=True)
    return [
        Recorded(at, CASE, at, event, replace(CLERK, effective_on=on, recorded_at=moment))
        for at, (event, (on, moment)) in enumerate(moments, start=1)
    ]


FIRST, SECOND = (datetime(2025, 3, day, 16, 59, tzinfo=UTC) for day in (2, 3))
LATE = SECOND + timedelta(minutes=1)  # midnight in Viet Nam
LOG = recorded((APRIL, FIRST), (MARCH, SECOND), (APRIL, LATE), (MARCH, LATE))


@pytest.mark.parametrize(
    ("point", "facts"),
    [
        (Point(known_on=date(2025, 3, 1)), 0),
        (Point(known_on=date(2025, 3, 2)), 1),
        (Point(known_on=MARCH), 2),
        (Point(known_on=date(2025, 3, 4)), 4),
        (Point(effective_on=APRIL), 4),
        (Point(effective_on=MARCH), 0),
        (Point(known_on=MARCH, up_to=1), 1),
        (Point(up_to=0), 0),
    ],
)
def test_a_stream_is_cut_at_the_first_fact_beyond_and_never_thinned(point, facts):
    assert LOG[:facts] == list(before(point, LOG))


def test_terms_are_seen_from_the_earliest_of_today_and_the_days_asked_for():
    assert MARCH == Point(effective_on=MARCH).day(APRIL) == Point(known_on=APRIL).day(MARCH)
    assert APRIL == NOW.day(APRIL)
