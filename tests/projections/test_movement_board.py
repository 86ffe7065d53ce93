"""The board counts nominations by where they stand."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

import pytest

from domain.nomination import events as n
from domain.terms import Horizon
from projections.movement_board import Wanted, counts
from tests.builders import (
    CASE,
    OTHER,
    PAPER,
    WARD,
    at_submit,
    filed,
    opened,
    opened_in_movement,
    up,
)
from tests.projections.following import picked

PLAN = ("hai-duong-2025", "annual", WARD, "gk-tp")
SEEN = Horizon(date(2025, 4, 25), date(2025, 4, 28))
CELL = ("movement", "occasion", "unit", "award", "state", "nominations")
received = n.NominationReceived("district-appraisal", PAPER, None)
refused = n.NominationRefused("ward-review", "violation", "")
granted = n.NominationGranted("district-decision", PAPER, PAPER)
returned = n.ReturnedForSupplement("ward-review", (), "")
climbed = (opened_in_movement, *at_submit[1:])


def board(following, wanted=Wanted(), **dates):  # noqa: B008 - it never changes
    """Return the cells."""
    return [picked(row, *CELL) for row in following.ask(counts(wanted, SEEN, **dates))]


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((opened_in_movement,), "draft"),
        (climbed, "at-step"),
        ((*climbed, up), "in-transit"),
        ((*climbed, up, received), "at-step"),
        ((opened_in_movement, filed, returned), "returned"),
        ((opened_in_movement, filed, refused), "refused"),
        ((opened_in_movement, n.NominationWithdrawn("")), "withdrawn"),
        ((*climbed, up, received, granted), "granted"),
    ],
)
def test_a_nomination_is_counted_once_where_it_stands(following, events, state):
    following.given(CASE, *events)
    assert [(*PLAN, state, 1)] == board(following)


def test_cells_are_counted_together_and_those_outside_a_movement_apart(following):
    for number in range(3):
        following.given(uuid5(CASE, str(number)), opened_in_movement)
    following.given(CASE, opened_in_movement, filed)
    following.given(OTHER, opened)
    cells = {(*PLAN, "draft", 3), (*PLAN, "at-step", 1), (None, None, WARD, "gk-tp", "draft", 1)}
    assert cells == set(board(following))
    assert [(*PLAN, "at-step", 1)] == board(following, Wanted(*PLAN[:2], state="at-step"))
    assert [] == board(following, Wanted(unit="elsewhere"))


def test_a_phase_is_cut_out_by_its_dates(following):
    for number, day in enumerate([date(2025, 5, 1), date(2026, 1, 1), date(2027, 1, 1)]):
        following.given(uuid5(CASE, str(number)), replace(opened_in_movement, opened_on=day))
    first, last = date(2025, 5, 1), date(2026, 1, 1)
    assert [(*PLAN, "draft", 2)] == board(following, opened_from=first, opened_to=last)
    assert [(*PLAN, "draft", 2)] == board(following, opened_from=last)


def test_terms_that_are_near_and_overdue_are_counted_as_of_the_day_asked(following):
    for number, day in enumerate([date(2025, 4, 24), date(2025, 4, 25), date(2025, 4, 28), None]):
        arrived = replace(filed, due_on=day)
        following.given(uuid5(CASE, str(number)), opened_in_movement, arrived)
    following.given(OTHER, opened_in_movement)
    found = following.ask(counts(Wanted(), SEEN))
    cells = [picked(row, "state", "nominations", "near", "overdue") for row in found]
    assert [("at-step", 4, 2, 1), ("draft", 1, 0, 0)] == cells
