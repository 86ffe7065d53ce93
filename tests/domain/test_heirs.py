"""Who carries a unit on after a reform, by which rule, and who chooses where none says."""

import pytest

from domain.ladder import Act
from domain.reform.heirs import Heir, NoHeir, heir_of
from domain.units import Fate, Units
from tests.reforms import FIRST, LAST, REFORM, UNITS, reform, unit


@pytest.mark.parametrize(
    ("code", "heir", "rule"),
    [
        ("10531", "10532", "unit-merged"),
        ("10532", "10532", "unit-merged"),
        ("10600", "10601", "unit-merged"),
        ("04000", "04000", "unit-stands"),
        ("VN", "VN", "unit-stands"),
        ("30", "31", "unit-merged"),
    ],
)
def test_one_unit_carries_on(code, heir, rule):
    found = heir_of(REFORM, code, LAST)

    assert isinstance(found, Heir)
    assert (heir, FIRST, rule) == (found.unit.code, found.unit.in_force_from or FIRST, found.rule)


def test_a_unit_that_alone_became_another_was_renamed():
    alone = reform([one for one in UNITS if one.code != "10700"])

    assert "unit-renamed" == heir_of(alone, "10600", LAST).rule


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("10700", NoHeir("unit-divided", ("10532", "10601"), "31")),
        ("03988", NoHeir("unit-untraced", (), "14")),
        ("288", NoHeir("unit-dissolved", (), "31")),
        ("00000", NoHeir("unit-untraced", (), None)),
    ],
)
def test_where_no_rule_says_who_a_person_above_chooses(code, found):
    assert found == heir_of(REFORM, code, LAST)


def test_the_lowest_unit_above_all_candidates_chooses():
    far = unit("04001", "ward", "14", FIRST)
    lost = unit("04002", "ward", "99", FIRST)
    divided = [
        unit(code, "ward", "288", into=("10532", to))
        for code, to in [("1", "04001"), ("2", "04002")]
    ]
    plan = reform([*UNITS, far, lost, *divided])

    assert ["VN", None] == [heir_of(plan, code, LAST).decided_by for code in "12"]


def test_above_a_unit_whose_parents_are_divided_nobody_chooses():
    parents = [unit("7", "province", "8", into=("31", "14")), unit("8", "central", None, fate=GONE)]
    plan = reform([*UNITS, *parents, unit("9", "ward", "7", fate=GONE)])

    assert NoHeir("unit-dissolved", (), None) == heir_of(plan, "9", LAST)


GONE = Fate.DISSOLVED


def test_forerunners_are_who_a_unit_follows():
    units = Units(UNITS)

    assert ["10531", "10532", "10700"] == [one.code for one in units.forerunners("10532", FIRST)]
    assert () == units.forerunners("10532", LAST)
    assert () == units.forerunners("00000", FIRST)


def test_a_reform_knows_its_last_day_before_and_the_levels_it_takes_away():
    assert LAST == REFORM.day_before
    assert (True, False) == (REFORM.abolishes("district"), REFORM.abolishes("ward"))
    assert Act.DECIDE in {act for _, act in REFORM.transfers}
    assert REFORM.stream == reform(key="2025-07-01").stream != reform(key="other").stream
