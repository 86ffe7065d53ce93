"""No view forgets a kind of fact, swallows one, or differs from its rebuild by a byte."""

import ast
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType
from typing import get_args, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.facts import Event
from domain.nomination.events import NominationCorrected
from domain.past.events import PastVerdictRecorded
from domain.recorded import Recorded
from infra.views.database import open_views
from projections.bookkeeping import name_of, named, positions
from projections.case_file import view as case_file
from projections.catalogue import VIEWS
from projections.columns import Row
from projections.history import view as history
from projections.rebuild import rebuild
from projections.runner import Known, gathered
from projections.view import ALL, AnyView, Gathering, Journal, View
from tests import histories as h
from tests.notebook import Notebook
from tests.projections.following import Following
from tests.projections.made_up import made_up
from tests.promises.test_replay import give, likely

ROOM = Path(__file__).parents[2] / "projections"


@cache
def book() -> Notebook:
    """Return the log of many commands; it is made up once, by who asks for it."""
    return made_up(6, 3_000)


def swallowed(view: AnyView) -> set[str]:
    """Name the kinds of fact the view says it reads, and that never change a row of it."""
    rows: dict[UUID, Row | None] = {}
    known: Known = {}
    told: set[type] = set()
    for fact in book().log:
        kind = type(fact.event)
        if kind not in view.reads:
            continue
        if not isinstance(view, View):
            told |= {kind} if adds(view, known, fact) else set()
            continue
        for key in view.keys(fact):
            before, rows[key] = rows.get(key), view.fold(rows.get(key), fact)
            told |= {kind} if before != rows[key] else set()
    return {kind.__name__ for kind in view.reads - told}


def adds(view: Journal | Gathering, known: Known, fact: Recorded[Event]) -> bool:
    """Say whether a fact adds rows; to a stream, if that had named nobody yet."""
    if isinstance(view, Journal):
        return any(view.lines(fact))
    gathered(view, known, [fact])
    return any(view.more(strange(known[fact.stream]), fact))


def strange(rows: list[Row]) -> list[Row]:
    """Return the rows of a stream as if it had named nobody yet: to be named again adds nothing."""
    return [{**row, "unit": ""} for row in rows[:1]]


def wildcards(source: str) -> list[int]:
    """Return the lines on which a `match` takes whatever is left."""
    cases = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.match_case))
    return [
        case.pattern.lineno
        for case in cases
        if isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
    ]


def row_of(view: View) -> Iterable[str]:
    """Return the fields of the rows that a view folds."""
    (row,) = (one for one in get_args(get_type_hints(view.fold)["row"]) if one is not NoneType)
    return get_type_hints(row)


def test_the_made_up_log_has_every_kind_of_fact():
    assert {type(fact.event) for fact in book().log} == ALL


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
def test_every_view_mentions_every_kind_of_fact_once(view):
    assert view.reads | view.ignores == ALL
    assert not view.reads & view.ignores


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
def test_no_view_swallows_what_it_says_it_reads(view):
    assert swallowed(view) == set()


def streams_of_keys(view: View) -> dict[UUID, set[UUID]]:
    """Return the streams from which each key of a view hears."""
    heard: dict[UUID, set[UUID]] = {}
    for fact in book().log:
        for key in view.keys(fact) if type(fact.event) in view.reads else ():
            heard.setdefault(key, set()).add(fact.stream)
    return heard


@pytest.mark.parametrize("view", [one for one in VIEWS if isinstance(one, View)], ids=name_of)
def test_a_row_hears_of_one_stream_alone(view):
    assert {1} == {len(streams) for streams in streams_of_keys(view).values()}


def test_a_row_of_several_streams_is_seen():
    by_award = replace(case_file, keys=lambda _: (UUID(int=1),))
    assert max(len(streams) for streams in streams_of_keys(by_award).values()) > 1


def test_a_swallowed_fact_is_seen():
    def deaf(row, fact):
        return row if isinstance(fact.event, NominationCorrected) else case_file.fold(row, fact)

    def dumb(fact):
        return () if isinstance(fact.event, PastVerdictRecorded) else history.lines(fact)

    assert {"NominationCorrected"} == swallowed(replace(case_file, fold=deaf))
    assert {"PastVerdictRecorded"} == swallowed(replace(history, lines=dumb))


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
def test_no_view_takes_whatever_is_left(path):
    assert wildcards(path.read_text()) == []


@pytest.mark.parametrize("rest", ["case _:", "case rest:"])
def test_a_wildcard_is_seen(rest):
    source = f"match fact:\n    case Opened():\n        pass\n    {rest}\n        pass\n"
    assert [4] == wildcards(source)


@pytest.mark.parametrize("view", [one for one in VIEWS if isinstance(one, View)], ids=name_of)
def test_rows_have_the_columns_of_their_table(view):
    assert sorted(row_of(view)) == sorted(column.name for column in view.table.columns)


def test_every_view_has_a_position_of_its_own(tmp_path):
    following = Following(open_views(tmp_path, "sqlite://"))
    rows = following.ask(select(positions))
    assert {named(view) for view in VIEWS} == {(row["name"], row["version"]) for row in rows}
    assert len(VIEWS) == len(rows)


@settings(max_examples=25)
@given(st.data())
def test_after_any_history_a_rebuild_equals_the_views_that_followed(data):
    with TemporaryDirectory() as folder:
        following = Following(open_views(Path(folder), "sqlite://"))
        for case in h.CASES:
            ladder, campaign = data.draw(h.ladders()), data.draw(st.booleans())
            order = h.opening(case, h.everyone("officer"), ladder, campaign=campaign)
            assert give(following.book, order)
        for _ in range(data.draw(st.integers(5, 40))):
            lives_on(data, following.book)
            following.catch_up(data.draw(st.sampled_from([1, 2, 1_000])))
        lived = following.contents()
        assert {following.book.last_position()} == following.positions()
        rebuild(VIEWS, following.book, following.engine)
        assert lived == following.contents()
        following.engine.dispose()


def lives_on(data: st.DataObject, book: Notebook) -> None:
    """Give one more order, which may be refused."""
    give(book, data.draw(st.composite(likely)(book, data.draw(h.CASE))))
