"""What a reform's file says of levels and powers: each act has one fate, a decision a place."""

from dataclasses import replace
from datetime import date

import pytest

from domain.ladder import Act
from domain.reform.plan import EVERY_AWARD, Transfer
from domain.rulebooks.reform import (
    AbolishedLevel,
    LevelSteps,
    MovedPower,
    ReformFile,
    moves_of,
    transfers_of,
    wrong_in_reform,
)

DOWN = LevelSteps((Act.DECIDE, Act.SUBMIT), "article 2", True, to="ward")
AWAY = LevelSteps(tuple(act for act in Act if act not in DOWN.acts), "article 3", confirmed=False)
DISTRICT = AbolishedLevel("district", "article 1", True, (DOWN, AWAY))
POWER = MovedPower("province", (Act.DECIDE,), "ward", "article 4", True, ("gk-tp",))
FILE = ReformFile("2025", date(2025, 7, 1), "Law", "gazette", True, (DISTRICT,), (POWER,))
EVERYWHERE = replace(POWER, awards=(EVERY_AWARD,))


def wrong(*abolished, moved=(), **changes):
    """Return what is wrong with a file of these levels and powers."""
    file = replace(FILE, abolished=abolished, moved=moved, **changes)
    return wrong_in_reform(file, ["gk-tp"])


def test_each_act_of_a_level_that_ends_goes_where_the_file_says_by_its_source():
    found = transfers_of(FILE)

    assert {("district", act) for act in Act} == found.keys()
    assert Transfer("ward", "article 2", True) == found["district", Act.DECIDE]
    assert Transfer(None, "article 3", False) == found["district", Act.VOTE]


def test_a_power_moves_by_its_source():
    moved = {("province", Act.DECIDE, "gk-tp"): Transfer("ward", "article 4", True)}

    assert moved == moves_of(FILE)


def test_nothing_is_wrong_with_the_file():
    assert [] == wrong_in_reform(FILE, ["gk-tp"])
    assert [] == wrong(DISTRICT, replace(DISTRICT, level="canton"), moved=(EVERYWHERE,))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((DOWN,), ["not every act stands once"]),
        ((DOWN, AWAY, AWAY), ["not every act stands once"]),
        ((replace(DOWN, to="canton"), AWAY), ["canton ends too"]),
        ((replace(DOWN, to=None), AWAY), ["a decision has to go somewhere"]),
        (
            (replace(DOWN, to=None), replace(AWAY, to="district")),
            ["a decision has to go somewhere", "district ends too"],
        ),
    ],
)
def test_a_level_that_leaves_an_act_open_is_told(steps, said):
    canton = replace(DISTRICT, level="canton")

    assert [f"$.abolished[1]: {one}" for one in said] == wrong(
        canton, replace(DISTRICT, steps=steps)
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": " "}, "$.key: empty"),
        ({"legal_basis": ""}, "$.legal_basis: empty"),
        ({"in_force_from": date.min}, "$.in_force_from: no day before it"),
    ],
)
def test_a_file_has_a_name_a_law_and_a_day_that_follows_another(changes, said):
    assert [said] == wrong(DISTRICT, **changes)


def test_a_level_ends_once():
    assert ["$.abolished: district stands twice"] == wrong(DISTRICT, DISTRICT)


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ((replace(POWER, to="province"),), "province to province is no way between levels"),
        ((replace(POWER, level="district"),), "district to ward is no way between levels"),
        ((replace(POWER, to="district"),), "province to district is no way between levels"),
    ],
)
def test_powers_move_between_levels_that_stay(moved, said):
    assert [f"$.moved: {said} that stay"] == wrong(DISTRICT, moved=moved)


def test_a_power_has_a_name_and_moves_once_and_for_a_known_award():
    assert ["$.moved: no power is named"] == wrong(moved=(replace(POWER, acts=()),))
    assert ["$.moved: a power stands twice"] == wrong(moved=(POWER, POWER))
    strange = replace(POWER, awards=("b", "a", "gk-tp"))
    assert ["$.moved: unknown award a", "$.moved: unknown award b"] == wrong(moved=(strange,))
