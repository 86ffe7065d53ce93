"""A reform file is read whole, or refused with everything that is wrong in it."""

from datetime import date
from pathlib import Path

import pytest

from domain.ladder import Act
from domain.rulebooks.reform import AbolishedLevel, LevelSteps, ReformFile, wrong_in_reform
from infra.rulebooks.reading import BadRulebook
from infra.rulebooks.reform_files import REFORMS, load_reform, names, reform_in_force
from infra.rulebooks.units_file import BadUnitsFile, written
from tests.reform_folders import merger
from tests.reforms import UNITS

HOUSE = "2025-07-01"
TEXT = (REFORMS / f"{HOUSE}.toml").read_text()


def planted(folder: Path, old: str = "", new: str = "") -> Path:
    """Return a copy of the reform of the house with a fault."""
    assert old in TEXT
    path = folder / "reform.toml"
    path.write_text(TEXT.replace(old, new, 1))
    return path


def test_the_reform_of_the_house_is_known_by_its_name():
    plan = load_reform(HOUSE)

    assert (HOUSE,) == names()
    assert (date(2025, 7, 1), False) == (plan.in_force_from, plan.confirmed)
    assert {"district"} == {level for level, _ in plan.transfers}
    assert {"ward": [Act.DECIDE]} == {
        move.to: [act] for (_, act), move in plan.transfers.items() if move.to
    }


@pytest.mark.parametrize(
    ("on", "which"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), HOUSE),
        (date(2026, 12, 31), HOUSE),
        (date(2027, 1, 1), "2027-01-01"),
    ],
)
def test_the_last_reform_is_the_one_in_force_on_the_day(on, which, reform_folder):
    merger(reform_folder)
    found = reform_in_force(on)
    assert which == (found and found.key)


def test_a_copy_of_it_is_the_same_and_a_changed_one_is_another(tmp_path):
    ours = load_reform(HOUSE)
    assert ours.digest == load_reform(planted(tmp_path)).digest
    assert ours.digest != load_reform(planted(tmp_path, 'to = "ward"', 'to = "province"')).digest


def test_a_reform_may_bring_units_of_its_own(tmp_path):
    path = planted(tmp_path, "confirmed = false", 'confirmed = false\nunits = "units.tsv"')
    (tmp_path / "units.tsv").write_text(written(UNITS))
    plan = load_reform(path)

    assert plan.units.unit("10601", plan.in_force_from)
    assert plan.digest != load_reform(HOUSE).digest


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key = "2025-07-01"', 'kay = "2025-07-01"', "missing required field `key`"),
        ('acts = ["decide"]', 'acts = ["decree"]', "Invalid enum value 'decree'"),
        ('acts = ["decide"]', 'acts = ["review"]', "not every act stands once"),
        ('to = "ward"', 'to = "district"', "district ends too"),
        ('to = "ward"\n', "", "a decision has to go somewhere"),
        ("[S13] [S21]", "[S999]", "[S999] is not in sources.toml"),
        ('key = "2025-07-01"', 'key = " "', "$.key: empty"),
        ("in_force_from = 2025-07-01", "in_force_from = 0001-01-01", "no day before it"),
        ("in_force_from = 2025-07-01", "in_force_from = 2025-07-02", "district does not end"),
        ('level = "district"', 'level = "county"', "the level district ends"),
        ('to = "ward"', 'to = "region"', "nothing stands at the level region"),
        ("confirmed = false", 'confirmed = false\nunits = "none.tsv"', "none.tsv"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, old, new, said):
    with pytest.raises((BadRulebook, BadUnitsFile)) as refused:
        load_reform(planted(tmp_path, old, new))
    assert said in str(refused.value)


def test_a_reform_nobody_knows_is_told_with_those_of_the_house():
    with pytest.raises(BadRulebook, match=HOUSE):
        load_reform("2031-01-01")


def test_every_fault_of_a_reform_is_told():
    steps = (LevelSteps((Act.DECIDE,), "x", confirmed=False),)
    level = AbolishedLevel("district", "x", False, steps)
    says = ReformFile("k", date(2025, 7, 1), "law", "x", False, (level,))

    assert 2 == len(wrong_in_reform(says, ()))
