"""Which terms run and end by a day: those of acts, with what was said of them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

import pytest
from sqlalchemy import update

from domain.nomination.clock import ReminderIssued, TermResumed, TermStopped
from domain.nomination.events import (
    DeadlineMissed,
    NominationSupplemented,
    ReturnedForSupplement,
)
from projections.bookkeeping import writing
from projections.inbox_rows import inbox
from projections.running_terms import ending_by
from tests.builders import CASE, OTHER, filed, opened

LAST_DAY = date(2025, 4, 29)
DAY_BEFORE = LAST_DAY - timedelta(days=1)


def late(following, last):
    """Return the nominations whose terms end by a day."""
    with following.engine.connect() as tx:
        return [one.nomination for one in tx.execute(ending_by(last))]


def said(following):
    """Return what was said of the terms."""
    with following.engine.connect() as tx:
        return [one.told for one in tx.execute(ending_by(LAST_DAY))]


def test_a_term_ends_by_its_last_day_and_not_by_the_one_before(following):
    following.given(CASE, opened, replace(filed, due_on=LAST_DAY))

    assert ([], [CASE]) == (late(following, DAY_BEFORE), late(following, LAST_DAY))


def test_a_case_without_a_term_never_ends_one(following):
    following.given(CASE, opened, replace(filed, due_on=None))

    assert [] == late(following, date.max - timedelta(days=1))


def test_what_was_said_of_a_term_is_known_until_another_runs(following):
    following.given(CASE, opened, replace(filed, due_on=LAST_DAY))
    reminder = ReminderIssued("ward-review", LAST_DAY, "near", -2, "council-secretary", "10531")
    following.given(CASE, reminder, DeadlineMissed("ward-review", LAST_DAY))
    assert [["near", "deadline-missed"]] == said(following)

    following.given(CASE, ReturnedForSupplement("ward-review", (), "thin", 10))
    assert [] == said(following)
    following.given(CASE, NominationSupplemented("ward-review", (), "", LAST_DAY))
    assert [[]] == said(following)


def test_a_clock_that_stands_ends_no_term_until_it_goes_again(following):
    following.given(CASE, opened, replace(filed, due_on=LAST_DAY))
    following.given(CASE, TermStopped("ward-review", 3))
    assert [] == late(following, date.max - timedelta(days=1))

    following.given(CASE, TermResumed("ward-review", LAST_DAY))
    assert [CASE] == late(following, LAST_DAY)


@pytest.mark.parametrize("kind", ["draft", "answer", "supplement"])
def test_only_acts_are_late(following, kind):
    """Whatever day stands in the row of a case that waits for something else."""
    for case in (CASE, OTHER):
        following.given(case, opened, replace(filed, due_on=LAST_DAY))
    with writing(following.engine) as tx:
        tx.execute(update(inbox).where(inbox.c.nomination == OTHER).values(kind=kind))

    assert [CASE] == late(following, LAST_DAY)


def test_the_oldest_comes_first(following):
    cases = [uuid5(CASE, str(number)) for number in range(3)]
    for case, days in zip(cases, (1, 3, 2), strict=True):
        following.given(case, opened, replace(filed, due_on=LAST_DAY - timedelta(days=days)))

    assert [cases[1], cases[2], cases[0]] == late(following, LAST_DAY)
