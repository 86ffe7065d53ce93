"""Which terms ran out: those of acts, whose last day is over."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

import pytest
from sqlalchemy import update

from projections.bookkeeping import writing
from projections.inbox_rows import inbox
from projections.overdue import overdue
from tests.builders import CASE, OTHER, filed, opened

LAST_DAY = date(2025, 4, 29)
NEXT_DAY = LAST_DAY + timedelta(days=1)


def late(following, today):
    """Return the nominations that are late on a day."""
    with following.engine.connect() as tx:
        return [one.nomination for one in tx.execute(overdue(today))]


def test_a_term_has_run_out_the_day_after_its_last_and_not_on_it(following):
    following.given(CASE, opened, replace(filed, due_on=LAST_DAY))

    assert ([], [CASE]) == (late(following, LAST_DAY), late(following, NEXT_DAY))


def test_a_case_without_a_term_is_never_late(following):
    following.given(CASE, opened, replace(filed, due_on=None))

    assert [] == late(following, date.max)


@pytest.mark.parametrize("kind", ["draft", "answer", "supplement"])
def test_only_acts_are_late(following, kind):
    """Whatever day stands in the row of a case that waits for something else."""
    for case in (CASE, OTHER):
        following.given(case, opened, replace(filed, due_on=LAST_DAY))
    with writing(following.engine) as tx:
        tx.execute(update(inbox).where(inbox.c.nomination == OTHER).values(kind=kind))

    assert [CASE] == late(following, NEXT_DAY)


def test_the_oldest_comes_first(following):
    cases = [uuid5(CASE, str(number)) for number in range(3)]
    for case, days in zip(cases, (1, 3, 2), strict=True):
        following.given(case, opened, replace(filed, due_on=LAST_DAY - timedelta(days=days)))

    assert [cases[1], cases[2], cases[0]] == late(following, LAST_DAY)
