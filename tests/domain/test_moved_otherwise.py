"""A case under other rules: the powers that moved are laid as they would bind it (ADR 100)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.ladder import Act
from domain.nomination.authority import CaseReassigned
from domain.nomination.decide import NOMINATION
from domain.nomination.favour import Difference
from domain.nomination.laying import laid as under_it
from domain.nomination.moved_otherwise import as_moved, moved_apart, own_moves, would_bind
from domain.units import Units
from tests.builders import opened
from tests.domain.test_favourable import NEWER
from tests.domain.test_moved_powers_of_a_run import START
from tests.domain.test_new_cases_and_moved_powers import (
    DAY,
    DOWN,
    HAND,
    HANDED,
    OPENED_ON,
    ROUTE,
    STEPS,
    powers,
)
from tests.reforms import UNITS, folded

ONE = timedelta(days=1)
AFTER = folded(NOMINATION, replace(opened, unit="04000", ladder=ROUTE, opened_on=OPENED_ON)).dossier
BEFORE = folded(
    NOMINATION, replace(opened, unit="04000", ladder=ROUTE, opened_on=DAY - ONE)
).dossier
OTHER = replace(ROUTE, regime="newer", steps=tuple(replace(one, unit=one.level) for one in STEPS))
REGIME = replace(NEWER, key="newer", in_force_from=DAY - ONE)


@pytest.mark.parametrize(
    ("case", "regime", "begins", "until", "binds"),
    [
        (AFTER, "newer", DAY - ONE, OPENED_ON, True),
        (AFTER, "another", DAY - ONE, OPENED_ON, False),
        (replace(AFTER, opened_on=DAY), "newer", DAY - ONE, DAY, True),
        (BEFORE, "another", DAY - ONE, DAY, True),
        (BEFORE, "newer", DAY - ONE, DAY - ONE, False),
        (BEFORE, "newer", DAY, DAY, False),
    ],
)
def test_powers_bind_under_the_regime_they_were_laid_over_and_every_case_that_ran(
    case, regime, begins, until, binds
):
    there = replace(REGIME, in_force_from=begins)

    assert binds is would_bind(powers(DOWN, regime=regime), case, there, until)


def test_the_other_route_is_told_as_powers_moved_it_with_reform_and_reason():
    for units in (None, Units(UNITS)):
        ladder, told = as_moved(OTHER, [powers(DOWN)], AFTER, units)

        assert ["ward", "ward"] == [one.level for one in ladder.steps]
        why = "ward decide (2025-08-01: A decree | Decree of the move)"
        assert [Difference("power-moved", "province decide", why)] == [*moved_apart((), told)]


def test_reforms_are_laid_in_turn_and_what_concerns_another_award_moves_nothing():
    up = powers(replace(DOWN, level="ward", to="province"), day=date(2025, 9, 1))
    ladder, told = as_moved(OTHER, [powers(DOWN), up], AFTER, None)
    same, none = as_moved(OTHER, [powers(replace(DOWN, award="bk-tinh"))], AFTER, None)

    assert (OTHER, 2) == (ladder, len(told))
    assert (OTHER, ()) == (same, none)


def test_what_a_running_case_had_passed_when_the_power_moved_stays():
    moved = replace(BEFORE, ladder=replace(ROUTE, steps=(STEPS[0], replace(STEPS[1], level="x"))))
    passed, _ = as_moved(OTHER, [powers(DOWN)], BEFORE, None)
    ahead, _ = as_moved(OTHER, [powers(DOWN)], moved, None)

    assert ("province", "ward") == (passed.steps[1].level, ahead.steps[1].level)


def test_a_power_that_would_be_nobodys_leaves_the_route_as_it_is_written():
    to_country = powers(replace(DOWN, to="central"))
    nowhere = powers(replace(DOWN, to="district"))
    assert "central" == as_moved(OTHER, [to_country], AFTER, Units(UNITS))[0].steps[1].level
    assert (OTHER, ()) == as_moved(OTHER, [nowhere], AFTER, Units(UNITS))
    assert (OTHER, ()) == as_moved(OTHER, [nowhere], AFTER, None)


def test_a_step_that_falls_away_with_its_level_is_not_in_the_other_route():
    steps = (
        OTHER.steps[0],
        replace(OTHER.steps[0], key="second", level="district"),
        OTHER.steps[1],
    )
    ended = [replace(DOWN, level="district", award="", act=one, to=None) for one in Act]
    gone = powers(*ended, gone=("district",))
    ladder, told = as_moved(replace(OTHER, steps=steps), [gone], AFTER, None)

    assert (["review", "decide"], ()) == ([one.key for one in ladder.steps], told)


def test_what_moved_on_one_side_alone_is_told_and_what_moved_on_both_is_not():
    fact = under_it(folded(NOMINATION, START), powers(DOWN), HAND)
    assert isinstance(fact, CaseReassigned)
    file = folded(NOMINATION, START, fact).dossier
    at_its_level = replace(fact, handed=(replace(HANDED, from_level="ward"),))
    gone = replace(fact, handed=(replace(HANDED, step="gone"),))
    own = [*own_moves(file.ladder, (START, fact, at_its_level, gone))]
    _, theirs = as_moved(OTHER, [powers(DOWN)], AFTER, None)
    why = "ward decide (2025-08-01: A decree | Decree of the move)"

    assert [] == [*moved_apart(own, theirs)]
    assert [Difference("power-moved", why, "province decide")] == [*moved_apart(own, ())]
