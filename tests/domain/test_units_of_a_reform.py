"""What a reform's file says of units: merged, divided, renamed, dissolved, handed to another."""

from dataclasses import replace
from datetime import date

import pytest

from domain.reform.heirs import heir_of
from domain.reform.sound import wrong_with
from domain.rulebooks.reform import BegunUnit, EndedUnit, ReformFile
from domain.rulebooks.reform_units import changed, wrong_in_changes
from domain.units import Fate, Unit, Units
from tests.reforms import REFORM, UNITS, unit

DAY, BEFORE = date(2027, 1, 1), date(2026, 12, 31)
NOW = Units([*UNITS, unit("10602", "ward", "31", date(2025, 7, 1))])


def ended(code, *into):
    return EndedUnit(code, "test", False, into)


def begun(code, parent="31", level="ward", name="new"):
    return BegunUnit(code, level, parent, name, level, "test", False)


def says(*parts):
    """Return a file with units that end and units that begin."""
    ends = tuple(one for one in parts if isinstance(one, EndedUnit))
    begins = tuple(one for one in parts if isinstance(one, BegunUnit))
    return ReformFile("k", DAY, "law", "test", False, ended=ends, begun=begins)


def after(*parts):
    """Return a reform with those changes, sound as it must be."""
    file = says(*parts)
    assert [] == list(wrong_in_changes(NOW, file))
    plan = replace(REFORM, in_force_from=DAY, transfers={}, units=changed(NOW, file))
    assert [] == list(wrong_with(plan))
    return plan


def heir(plan, code):
    found = heir_of(plan, code, BEFORE)
    return found.unit.code, found.unit.name, found.rule


def test_two_wards_are_merged_into_a_new_one():
    plan = after(ended("10532", "10900"), ended("10601", "10900"), begun("10900"))

    assert {("10900", "new", "unit-merged")} == {heir(plan, one) for one in ("10532", "10601")}
    assert plan.units.unit("10532", BEFORE)
    assert None is plan.units.unit("10532", DAY)


def test_a_ward_goes_into_one_that_stands():
    assert ("10601", "10601", "unit-merged") == heir(after(ended("10532", "10601")), "10532")


def test_a_ward_is_divided_and_a_person_chooses():
    plan = after(ended("10532", "10900", "10601"), begun("10900"))
    found = heir_of(plan, "10532", BEFORE)

    assert ("unit-divided", ("10900", "10601"), "31") == (
        found.rule,
        found.candidates,
        found.decided_by,
    )


def test_a_ward_is_renamed_and_keeps_its_code():
    plan = after(ended("10532", "10532"), begun("10532", name="Phường Thanh Bình"))

    assert ("10532", "Phường Thanh Bình", "unit-renamed") == heir(plan, "10532")
    assert "10532" == plan.units.unit("10532", BEFORE).name


def test_a_ward_is_dissolved():
    plan = after(ended("10532"))

    assert Fate.DISSOLVED is plan.units.unit("10532", BEFORE).fate
    assert "unit-dissolved" == heir_of(plan, "10532", BEFORE).rule


def test_what_stood_under_a_merged_province_stands_under_its_successor():
    plan = after(ended("31", "14"))

    assert ("10532", "10532", "unit-renamed") == heir(plan, "10532")
    assert ("31", "14") == tuple(plan.units.unit("10532", on).parent for on in (BEFORE, DAY))
    assert ("04000", "04000", "unit-stands") == heir(plan, "04000")


def test_what_stood_under_a_renamed_province_stands_as_it_is():
    plan = after(ended("31", "31"), begun("31", "VN", "province"))

    assert ("10532", "10532", "unit-stands") == heir(plan, "10532")


def test_what_stood_under_a_divided_province_has_to_be_said():
    file = says(ended("31", "14", "39"), begun("39", "VN", "province"))
    plan = replace(REFORM, in_force_from=DAY, transfers={}, units=changed(NOW, file))

    assert "10532 is under 31, which does not stand on 2027-01-01" in list(wrong_with(plan))


def test_a_ward_may_be_handed_on_by_name_where_its_province_is_divided():
    wards = [ended(one, one) for one in ("10532", "10601", "10602")]
    new = [begun(one, "39") for one in ("10532", "10601", "10602")]
    province = (ended("31", "14", "39"), begun("39", "VN", "province"))

    assert "unit-renamed" == heir(after(*province, *wards, *new), "10532")[2]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((ended("10532", "10601"), ended("10532", "10602")), "10532 ends twice"),
        ((begun("1"), begun("1")), "1 begins twice"),
        ((ended("99999", "10601"),), "99999 does not stand on that day"),
        ((ended("10531", "10601"),), "10531 does not stand on that day"),
        ((ended("10532", "10601", "10601"),), "10532 goes into 10601 twice"),
        ((ended("10532", "10532"),), "10532 goes into 10532, which does not stand then"),
        ((ended("10532", "77777"),), "goes into 77777, which does not stand then"),
        (
            (ended("10532", "10601"), ended("10601", "10532")),
            "10532 goes into 10601, which does not stand then",
        ),
        ((begun("10601"),), "10601 is 10601, which does not end"),
        ((ended("10950"),), "10950 does not stand on that day without the reform"),
    ],
)
def test_changes_that_make_no_sense_are_told(parts, said):
    known = Units([*NOW, unit("10950", "ward", "31", DAY)])
    assert any(said in one for one in wrong_in_changes(known, says(*parts)))


def test_a_unit_that_begins_is_as_the_file_says_by_its_source():
    says_so = BegunUnit("10900", "ward", "31", "Lê Thanh Nghị", "phường", "article 5", True)
    stands = Unit(
        "10900",
        "ward",
        "31",
        "Lê Thanh Nghị",
        "phường",
        in_force_from=DAY,
        in_force_to=None,
        fate=Fate.STANDING,
        successors=(),
        source="article 5",
        confirmed=True,
    )
    assert stands == after(says_so).units.unit("10900", DAY)


def test_another_unit_that_bears_the_code_from_that_day_on_is_left_alone():
    heir_of_the_code = unit("10601", "ward", "14", DAY)
    found = changed(Units([*NOW, heir_of_the_code]), says(ended("10601", "10532")))
    assert heir_of_the_code == found.unit("10601", DAY)
