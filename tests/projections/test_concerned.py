"""Whom a case concerns, and lists cut down to what concerns a reader."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.bearing import Span
from domain.hearing.events import ConsultationRequested
from domain.nomination.clock import ReminderIssued
from domain.reading import EVERYTHING, NOTHING, Scope
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from projections.case_file import Wanted, cases
from projections.concerned import units_of, view
from projections.scoping import narrowed
from tests.builders import APRIL, CASE, DISTRICT, OTHER, PAPER, WARD, opened, sent
from tests.projections.following import CLERK

DUE, DAY = date(2025, 4, 22), timedelta(days=1)
ASKED = ConsultationRequested("ward-review", "TAX", "taxes", 5, DUE, "no-remark")
ELSEWHERE = replace(
    opened,
    unit="00004",
    ladder=replace(
        opened.ladder, steps=tuple(replace(one, unit="00004") for one in opened.ladder.steps)
    ),
)
BOTH = Scope(frozenset({WARD, DISTRICT}))
MANY = Scope(frozenset({WARD, DISTRICT, *map(str, range(90_000, 90_600))}))


def units(following, thing):
    """Return the units that a thing concerns."""
    return sorted(str(row["unit"]) for row in following.ask(units_of(thing)))


def pages(following, scope, limit=2):
    """Return the cases of a list, page by page along its cursor."""
    found, after = [], None
    while True:
        rows = following.ask(narrowed(cases(Wanted(), scope, after, limit), scope))
        found += [row["nomination"] for row in rows[:limit]]
        if len(rows) <= limit:
            return found
        after = (rows[limit - 1]["opened_on"], rows[limit - 1]["nomination"])


def plan_of(following, rows):
    """Return how SQLite goes about a question."""
    asked = str(rows.compile(following.engine, compile_kwargs={"literal_binds": True}))
    with following.engine.connect() as tx:
        return [str(line[3]) for line in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]


def test_a_unit_concerns_a_case_from_the_fact_on_that_names_it(following):
    following.given(CASE, opened)
    assert [WARD, DISTRICT] == units(following, CASE)
    following.given(CASE, ASKED, ASKED)
    assert [WARD, DISTRICT, "TAX"] == units(following, CASE)
    following.given(PAPER, sent)
    assert [WARD, DISTRICT] == units(following, PAPER)


def test_a_question_is_kept_by_its_day_and_its_case_is_listed_once(following):
    following.given(CASE, opened)
    for day in (APRIL, DUE, DUE):
        following.given(CASE, ASKED, on=day)
    assert [WARD, DISTRICT, "TAX", "TAX"] == units(following, CASE)
    assert [CASE] == pages(following, Scope(frozenset({"TAX"})), 5)
    assert [CASE] == pages(following, of_days(APRIL, APRIL))
    assert [CASE] == pages(following, of_days(APRIL, DUE, WARD), 5)
    assert [] == pages(following, of_days(date.min, APRIL - DAY)) == pages(following, LATER)


def test_another_part_in_a_case_is_of_no_day(following):
    following.given(CASE, opened, ASKED)
    assert [] == pages(following, LATER)
    following.given(CASE, ReminderIssued("ward-review", DUE, "late", 1, "leader", "TAX"))
    assert [CASE] == pages(following, LATER) == pages(following, Scope(frozenset({"TAX"})), 5)
    following.given(CASE, ASKED, on=DUE + DAY)
    assert [WARD, DISTRICT, "TAX", "TAX"] == units(following, CASE)


def of_days(first, last, *units):
    """Return who reads of a code the questions of some days."""
    return Scope(frozenset(units), spans=frozenset({Span("TAX", first, last)}))


LATER = of_days(DUE + DAY, date.max)


def test_a_case_that_was_never_opened_is_no_history():
    with pytest.raises(ImpossibleHistory):
        list(view.more([], Recorded(1, CASE, 1, ASKED, CLERK)))


@pytest.mark.parametrize("scope", [Scope(frozenset({WARD})), BOTH, Scope(frozenset({"TAX"})), MANY])
def test_the_pages_of_a_list_hold_each_case_of_a_reader_once(following, scope):
    some = [UUID(int=number) for number in range(1, 8)]
    for number, one in enumerate(some):
        day = replace(opened, opened_on=APRIL.replace(day=20 - number))
        following.given(one, day, ASKED)
        following.given(UUID(int=100 + number), ELSEWHERE)
    assert some[::-1] == pages(following, scope)
    assert 14 == len(pages(following, EVERYTHING))
    assert [] == pages(following, NOTHING)


def test_a_page_is_read_along_the_units_of_its_reader(following):
    if following.engine.dialect.name != "sqlite":
        return  # how PostgreSQL goes about it depends on how much there is
    following.given(OTHER, opened)
    asked = cases(Wanted(), Scope(frozenset({WARD})), None, 50)
    plan = " ".join(plan_of(following, narrowed(asked, Scope(frozenset({WARD})))))
    assert "SEARCH concerned_v2 USING COVERING INDEX concerned_v2_by_unit (unit=?)" in plan
    assert "SCAN case_file" not in plan
    assert "TEMP B-TREE" not in plan


def steps(following, rows):
    """Return how many steps SQLite takes to answer."""
    taken = []
    with following.engine.connect() as tx:
        tx.connection.driver_connection.set_progress_handler(lambda: taken.append(1), 1)
        tx.execute(rows).all()
        tx.connection.driver_connection.set_progress_handler(None, 1)
    return len(taken)


@pytest.mark.parametrize("scope", [Scope(frozenset({WARD})), BOTH])
def test_a_page_takes_as_many_steps_however_many_cases_come_after_it(following, scope):
    if following.engine.dialect.name != "sqlite":
        return
    asked, counted = narrowed(cases(Wanted(), scope, None, 5), scope), []
    for begin in (0, 20):
        for number in range(begin, 10 * (begin + 2)):
            following.given(UUID(int=1 + number), opened)
        counted.append(steps(following, asked))
    assert counted[1] <= counted[0] * 1.1
