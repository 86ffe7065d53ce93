"""Views as of any point are those of a house that holds the facts up to there, and no others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.directory.decide import KEEPER
from domain.facts import Event
from domain.recorded import Recorded
from domain.terms import Horizon
from infra.views.database import open_views
from projections.as_of import NOW, Point, before
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS
from projections.council_sessions import held_in
from projections.desk import CONSULTED, WAITING, Desk, waiting
from projections.inbox_rows import NOMINATING
from projections.movement_board import Wanted, competing, counts
from projections.paging import Rows
from projections.path_rows import paths
from projections.paths import after, grants, proposals
from projections.paths_then import begun_after, granted_by, mutual_by
from projections.reminders import Reminded, reminders_of
from projections.reviews import due_for
from projections.runner import catch_up
from projections.standing import OfBoard, OfCases, at_desks, audited, of_councils, on_board
from projections.then import answered
from tests.builders import APRIL, CAMPAIGN, CASE, DISTRICT, SPACE, WARD
from tests.builders import WAITING as STORY
from tests.notebook import Notebook
from tests.projections.following import CLERK
from tests.projections.made_up import NOON, made_up, write
from tests.projections.made_up_reviews import reviewed

MARCH = date(2025, 3, 3)
ROLES = {"leader", "council-secretary", "appraiser", NOMINATING, KEEPER, CONSULTED}
DESK = Desk(ROLES, {WARD, DISTRICT, "TAX"}, ("draft", *WAITING))
UNITS = sorted(DESK.units)
SEEN = Horizon(APRIL, APRIL)


@cache
def dated(seed, length=200):
    """Return a made-up log, each fact an hour after the one before, its paper days ago or not."""
    rng, book = Random(seed), made_up(seed, length)
    decisions = (uuid5(SPACE, f"reviewed {one}") for one in range(15))
    acts = chain.from_iterable(reviewed(one, CASE) for one in decisions)
    for number, changes in enumerate(acts, start=200):
        write(book, number + 200, changes)
    return [
        replace(one, envelope=replace(one.envelope, recorded_at=at, effective_on=on))
        for one in book.log
        for at in [NOON + timedelta(hours=one.position)]
        for on in [at.date() - timedelta(rng.choice((0, 0, 1, 9)))]
    ]


SEEDS = st.integers(0, 9)


def streams(log):
    """Return the facts of each stream."""
    found: dict[UUID, list[Recorded[Event]]] = {}
    for fact in log:
        found.setdefault(fact.stream, []).append(fact)
    return found


def cut(log, point, some=None):
    """Return the facts of some streams, or of all, up to a point."""
    found = streams(log)
    return [
        one for key in found if some is None or key in some for one in before(point, found[key])
    ]


def of_a_house(log):
    """Return the rows of all views of a house whose log is this."""
    book = Notebook()
    book.log = list(log)
    with TemporaryDirectory() as folder:
        engine = open_views(Path(folder), "sqlite://")
        prepare(VIEWS, engine)
        catch_up(VIEWS, book, engine, batch=100_000)
        with engine.connect() as tx:
            return {one: tx.execute(whole(one)).mappings().all() for one in VIEWS}


def whole(view):
    """Ask for all rows of a view."""
    return select(view.table).order_by(*view.table.primary_key.columns)


@settings(max_examples=8, deadline=None)
@given(SEEDS, st.data())
def test_every_view_as_of_a_position_is_that_of_a_house_whose_log_ends_there(seed, data):
    log = dated(seed)
    end = data.draw(st.integers(0, len(log)))
    facts = cut(log, Point(up_to=end))
    assert of_a_house(log[:end]) == {view: answered(whole(view), facts) for view in VIEWS}


QUESTIONS: dict[str, tuple[Rows, Callable[[Point], Rows]]] = {
    "inbox": (waiting(DESK, limit=999), partial(at_desks, UNITS, OfCases())),
    "reminders": (
        reminders_of(Reminded(DESK.roles, DESK.units), limit=999),
        partial(at_desks, UNITS, OfCases()),
    ),
    "board": (
        counts(Wanted(CAMPAIGN.movement, unit=WARD), SEEN),
        partial(on_board, WARD, OfBoard(CAMPAIGN.movement)),
    ),
    "reviews": (due_for(UNITS, limit=999), lambda _: audited(UNITS)),
}
SEATS = {"74578", "36716", "13556", "21372"}  # of councils of the two logs that are asked
ACROSS: dict[str, tuple[Rows, Callable[[Point], Rows]]] = {
    "paths": (after(200, 90), partial(begun_after, 200, 90, None)),
    "paths of a unit": (after(0, 90, WARD), partial(begun_after, 0, 90, WARD)),
    "grants": (grants(), partial(granted_by, None)),
    "grants of a unit": (grants().where(paths.c.unit == WARD), partial(granted_by, WARD)),
    "proposals": (proposals(), mutual_by),
    "ranked": (
        competing(Wanted(CAMPAIGN.movement, unit=WARD)),
        partial(on_board, WARD, OfBoard(CAMPAIGN.movement)),
    ),
    "sessions": (held_in(SEATS), partial(of_councils, SEATS)),
}
LONG = 500  # acts, so that some cases were granted
POINTS = st.one_of(
    st.builds(lambda at: Point(up_to=at), st.integers(0, 1_500)),
    st.builds(
        Point,
        st.none() | st.dates(APRIL, APRIL + timedelta(40)),
        st.none() | st.dates(APRIL, APRIL + timedelta(40)),
    ),
)


@settings(max_examples=15, deadline=None)
@given(SEEDS, POINTS)
def test_of_the_streams_that_are_left_out_nothing_would_be_told(seed, point):
    log = dated(seed)
    for asked, among in QUESTIONS.values():
        some = {one for row in answered(among(point), log) for one in row.values()}
        assert answered(asked, cut(log, point)) == answered(asked, cut(log, point, some))


def nothing_is_left_out(seed, point):
    """Check that what is asked across all cases is told of the streams that are read."""
    log = dated(seed, LONG)
    for asked, among in ACROSS.values():
        some = {one for row in answered(among(point), log) for one in row.values()}
        assert answered(asked, cut(log, point)) == answered(asked, cut(log, point, some))


@pytest.mark.parametrize("point", [Point(up_to=1_064), Point(date(2025, 5, 30), date(2025, 5, 20))])
def test_nor_of_what_is_asked_across_all_cases(point):
    nothing_is_left_out(3, point)


@pytest.mark.daily
@settings(max_examples=40, deadline=None)
@given(st.sampled_from((2, 3)), POINTS)
def test_nor_as_of_any_point(seed, point):
    nothing_is_left_out(seed, point)


def recorded(*days):
    """Return the facts of a case, each with the date on its paper and when it was recorded."""
    moments = zip(STORY, days, strict=True)
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


def test_what_is_asked_as_of_then_finds_something():
    log = dated(3, LONG)
    for name, (asked, among) in (QUESTIONS | ACROSS).items():
        if name != "proposals":  # nobody made up nominates who nominates them: tests/api holds it
            assert answered(asked, log[:-5]), name
            assert answered(among(NOW), log)
