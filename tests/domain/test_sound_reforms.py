"""A reform that would lead a case in a circle, to two units or to none is told as such."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.ladder import Act
from domain.reform.plan import EVERY_AWARD, Transfer
from domain.reform.sound import wrong_with
from domain.units import Fate, Level, Successor, Units
from tests.reforms import FIRST, LAST, REFORM, TRANSFERS, UNITS, reform, unit

BACK = date(2020, 1, 1)
WARD = unit("1", "ward", "31")
ENDED = unit("1", "ward", "30", into=("10532",))


def told(*units, **changes):
    """Return what is wrong with the small reform when *units* are added to it."""
    return list(wrong_with(replace(reform([*UNITS, *units]), **changes)))


def test_nothing_is_wrong_with_the_small_reform():
    assert [] == told()


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ((replace(ENDED, successors=(Successor("2", BACK),)),), "by 2 before it ends"),
        ((unit("1", "ward", "30", into=("2",)),), "by 2, which does not stand on 2025-07-01"),
        ((replace(ENDED, in_force_from=FIRST),), "1 ends before it begins"),
        ((replace(WARD, in_force_to=FIRST),), "1 is standing and ends on 2025-07-01"),
        ((replace(ENDED, successors=()),), "1 is succeeded with 0 successors"),
        ((WARD, replace(WARD, in_force_from=FIRST)), "1 is borne by two units on 2025-07-01"),
        ((ENDED, replace(WARD, in_force_from=LAST)), "1 is borne by two units on 2025-06-30"),
        ((unit("1", "ward", "99"),), "1 is under 99, which does not stand on 2025-06-30"),
        ((unit("1", "ward", "2"), unit("2", "ward", "1")), "1 is under itself"),
        ((unit("1", "canton", "30", fate=Fate.UNTRACED),), "the level canton ends"),
        ((replace(ENDED, successors=(Successor("10532", LAST),)),), "by 10532 before it ends"),
        (
            (unit("1", "ward", "2"), unit("2", "ward", "3"), unit("3", "ward", "2")),
            "1 is under itself",
        ),
    ],
)
def test_units_that_lead_nowhere_or_round(units, said):
    assert any(said in one for one in told(*units))


def test_a_code_may_be_borne_again_once_it_is_free():
    assert [] == told(ENDED, unit("1", "ward", "31", FIRST))


MOVE = Transfer("ward", "test", confirmed=False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"transfers": {}}, "the level district ends: what becomes of its steps is not said"),
        (
            {"transfers": {**TRANSFERS, ("ward", Act.VOTE): MOVE}},
            "the level ward does not end with 2025-07-01",
        ),
        (
            {"moves": {("province", Act.DECIDE, EVERY_AWARD): replace(MOVE, to="region")}},
            "nothing stands at the level region that acts go to",
        ),
        ({"moves": {("region", Act.DECIDE, EVERY_AWARD): MOVE}}, "at the level region that acts"),
    ],
)
def test_powers_that_go_nowhere(changes, said):
    assert any(said in one for one in told(**changes))


def test_a_level_nobody_knows_is_told():
    known = (Level(one, one, one, None, None, "test", False) for one in ("ward", "central"))

    assert ["province is no level on 2025-07-01"] == told(units=Units(UNITS, known))


def test_a_level_counts_on_the_day_of_the_reform_alone():
    days = {"ward": (FIRST, None), "central": (None, None), "province": (None, LAST)}
    known = (Level(one, one, one, *span, "test", False) for one, span in days.items())

    assert ["province is no level on 2025-07-01"] == told(units=Units(UNITS, known))


def test_a_unit_may_stand_for_one_day():
    a_day = replace(WARD, in_force_from=FIRST, in_force_to=FIRST, fate=Fate.DISSOLVED)

    assert [] == told(a_day)


def test_a_day_on_which_nothing_happens_is_told():
    day = FIRST + timedelta(days=400)
    plan = replace(REFORM, in_force_from=day, transfers={})
    moves = {("province", Act.DECIDE, EVERY_AWARD): MOVE}

    assert [] == list(wrong_with(replace(plan, moves=moves)))
    assert ["no unit begins or ends with 2026-08-05, and no power moves"] == list(wrong_with(plan))
