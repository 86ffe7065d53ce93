"""A reform's file changes units by itself; one in the house's folder changes them for the house."""

from datetime import date
from pathlib import Path

import pytest

from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.reading import BadRulebook
from infra.rulebooks.reform_files import load_reform, names, reform_of_house, units_of_house
from infra.rulebooks.units_file import BadUnitsFile, load_units, written
from tests.reform_folders import merger
from tests.reforms import UNITS

DAY, BEFORE = date(2027, 1, 1), date(2026, 12, 31)


def test_a_file_alone_says_who_carries_on(tmp_path):
    plan = load_reform(merger(tmp_path))

    assert ["99001"] == [one.code for one in plan.units.carrying_on("10532", BEFORE, DAY)]
    assert plan.units.levels(DAY)
    assert None is load_units().unit("99001", DAY)


def test_one_in_the_folder_changes_the_units_of_the_house(reform_folder):
    merger(reform_folder)
    rules = RulebookFiles(units_of_house().at_level)

    assert ("2025-07-01", "2027-01-01") == names()
    assert (False, True) == (rules.stands("99001", BEFORE), rules.stands("99001", DAY))
    assert (True, False) == (rules.stands("10532", BEFORE), rules.stands("10532", DAY))
    assert rules.ladder("gk-phuong", "99001", DAY)


def test_the_house_without_such_reforms_has_the_units_of_the_country(reform_folder):
    assert units_of_house() is load_units()


def test_a_later_reform_leaves_the_earlier_one_as_it_was(reform_folder):
    first = load_reform("2025-07-01").digest
    merger(reform_folder)

    assert first == load_reform("2025-07-01").digest


def test_a_reform_builds_on_the_one_before_and_an_earlier_on_none_after(reform_folder):
    merger(reform_folder)
    merger(reform_folder, "2028-01-01", old="99001", new="99002")
    late, early = reform_of_house("2028-01-01"), reform_of_house("2027-01-01")

    assert "99002" == late.units.carrying_on("10532", BEFORE, date(2028, 1, 1))[0].code
    assert "99001" == early.units.carrying_on("10532", BEFORE, DAY)[0].code


def test_a_copy_of_one_of_the_house_stands_in_its_place(reform_folder, tmp_path):
    merger(reform_folder)

    assert reform_of_house("2027-01-01").digest == load_reform(merger(tmp_path)).digest


def test_a_house_with_a_broken_reform_does_not_start(reform_folder):
    merger(reform_folder, old="77777")

    with pytest.raises(BadRulebook, match="77777 does not stand"):
        units_of_house()


def planted(reform_folder: Path, text: str) -> Path:
    """Return a reform over a file of units of its own."""
    (reform_folder / "units.tsv").write_text(text)
    path = merger(reform_folder, "2025-07-01")
    path.write_text('units = "units.tsv"\n' + path.read_text().split("[[ended]]", maxsplit=1)[0])
    return path


def test_a_file_of_units_with_a_circle_in_it_is_refused_and_told_briefly(tmp_path):
    text = written(UNITS).replace("10532@2025-07-01", "10531@2001-01-01")

    with pytest.raises(BadRulebook, match="10531 is carried on by 10531 before it ends"):
        load_reform(planted(tmp_path, text))


def test_a_thousand_faults_are_told_as_some(tmp_path):
    wards = "".join(f"{at}\tward\t99\tx\tx\t\t\tstanding\t\tx\tfalse\n" for at in range(9_000))

    with pytest.raises(BadRulebook) as refused:
        load_reform(planted(tmp_path, written(UNITS) + wards))
    assert 21 == len(refused.value.problems)
    assert "more" in refused.value.problems[-1]


def test_a_file_of_units_that_is_no_text_is_refused(tmp_path):
    path = planted(tmp_path, "")
    (tmp_path / "units.tsv").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadUnitsFile, match=r"units\.tsv"):
        load_reform(path)
